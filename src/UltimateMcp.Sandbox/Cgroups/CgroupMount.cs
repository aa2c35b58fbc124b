namespace UltimateMcp.Sandbox.Cgroups;

/// <summary>Where cgroup v2 is mounted, and the cgroup of a process. See proc_pid_mountinfo(5), cgroups(7).</summary>
/// <param name="MountPoint">The mount point.</param>
/// <param name="Own">The folder of the process's cgroup: <paramref name="MountPoint"/>, or below it.</param>
internal sealed record CgroupMount(string MountPoint, string Own)
{
    private const int RootField = 3;
    private const int MountPointField = 4;

    /// <summary>Null if cgroup v2 is not mounted, or the mount does not include the process's cgroup.</summary>
    /// <param name="mounts">Content of <c>/proc/self/mountinfo</c>.</param>
    /// <param name="membership">Content of <c>/proc/self/cgroup</c>.</param>
    internal static CgroupMount? Find(string mounts, string membership)
    {
        var path = membership.Split('\n').FirstOrDefault(static line => line.StartsWith("0::/", StringComparison.Ordinal))?[3..];
        foreach (var line in mounts.Split('\n'))
        {
            var fields = line.Split(' ');
            var separator = Array.IndexOf(fields, "-");
            if (path is not null
                && separator > MountPointField
                && fields.Length > separator + 1
                && fields[separator + 1] == "cgroup2"
                && Below(fields[RootField], path) is { } below)
            {
                var point = fields[MountPointField].TrimEnd('/');
                return new CgroupMount(point, point + below);
            }
        }

        return null;
    }

    /// <summary>The process's own cgroup and its ancestors, up to the mount point.</summary>
    internal IEnumerable<string> OwnAndAncestors()
    {
        for (var folder = Own; folder.Length >= MountPoint.Length; folder = folder[..folder.LastIndexOf('/')])
        {
            yield return folder;
        }
    }

    /// <summary>The path relative to the mounted root; null if it is outside.</summary>
    private static string? Below(string root, string path)
    {
        var prefix = root.TrimEnd('/');
        return path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal) ? path[prefix.Length..].TrimEnd('/') : null;
    }
}
