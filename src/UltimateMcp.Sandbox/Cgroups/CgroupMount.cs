namespace UltimateMcp.Sandbox.Cgroups;

/// <summary>Where version 2 is mounted, and where in it a process is. proc_pid_mountinfo(5), cgroups(7).</summary>
/// <param name="Point">The folder that it is mounted at.</param>
/// <param name="Own">The folder of the process's own cgroup: <paramref name="Point"/>, or below it.</param>
internal sealed record CgroupMount(string Point, string Own)
{
    private const int RootField = 3;
    private const int PointField = 4;

    /// <summary>Null where version 2 is not mounted, or does not show the process's cgroup.</summary>
    /// <param name="mounts">Content of <c>/proc/self/mountinfo</c>.</param>
    /// <param name="membership">Content of <c>/proc/self/cgroup</c>.</param>
    internal static CgroupMount? Find(string mounts, string membership)
    {
        var path = membership.Split('\n').FirstOrDefault(static line => line.StartsWith("0::/", StringComparison.Ordinal))?[3..];
        foreach (var line in mounts.Split('\n'))
        {
            var fields = line.Split(' ');
            var separator = Array.IndexOf(fields, "-");
            if (path is not null && separator > PointField && fields.Length > separator + 1 && fields[separator + 1] == "cgroup2" && Below(fields[RootField], path) is { } below)
            {
                var point = fields[PointField].TrimEnd('/');
                return new CgroupMount(point, point + below);
            }
        }

        return null;
    }

    /// <summary>The own cgroup and those above it, from the nearest to the one that is mounted.</summary>
    internal IEnumerable<string> OwnAndAncestors()
    {
        for (var folder = Own; folder.Length >= Point.Length; folder = folder[..folder.LastIndexOf('/')])
        {
            yield return folder;
        }
    }

    /// <summary>What is left of a path below the part of the tree that is mounted.</summary>
    private static string? Below(string root, string path)
    {
        var prefix = root.TrimEnd('/');
        return path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal) ? path[prefix.Length..].TrimEnd('/') : null;
    }
}
