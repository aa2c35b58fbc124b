using System.Globalization;

namespace UltimateMcp.Sandbox.Cgroups;

/// <summary>
/// A subtree of cgroup v2 that this server may divide: then the kernel bounds memory and processes of a whole run. Systems where there is none are
/// common (version 1, a session shared with other programs, a container with a read-only tree), so nothing here is an error: the watch then stands alone.
/// A cgroup with members cannot have its children bounded; hence the server must be alone in its own, and moves into a leaf.
/// </summary>
internal sealed class CgroupSubtree
{
    private const string Controllers = "+memory +pids";

    private readonly string _folder;
    private int _lastRun;

    private CgroupSubtree(string folder) => _folder = folder;

    /// <param name="root">Where version 2 is mounted alone: <c>/sys/fs/cgroup</c>.</param>
    /// <param name="membership">Content of <c>/proc/self/cgroup</c>.</param>
    internal static CgroupSubtree? Find(string root, string membership, int server)
    {
        try
        {
            var path = membership.Split('\n').FirstOrDefault(static line => line.StartsWith("0::", StringComparison.Ordinal))?[3..];
            if (path is null || !File.Exists(Path.Combine(root, "cgroup.controllers")))
            {
                return null;
            }

            var folder = root + path.TrimEnd('/');
            var number = server.ToString(CultureInfo.InvariantCulture);
            var offered = File.ReadAllText(Path.Combine(folder, "cgroup.controllers")).Split((char[])[' ', '\n']);
            if (!offered.Contains("memory", StringComparer.Ordinal)
                || !offered.Contains("pids", StringComparer.Ordinal)
                || File.ReadAllText(Path.Combine(folder, "cgroup.procs")).Trim() != number)
            {
                return null;
            }

            var leaf = Directory.CreateDirectory(Path.Combine(folder, "ultimate-mcp-server")).FullName;
            File.WriteAllText(Path.Combine(leaf, "cgroup.procs"), number);
            File.WriteAllText(Path.Combine(folder, "cgroup.subtree_control"), Controllers);
            return new CgroupSubtree(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not ours to divide.
            return null;
        }
    }

    internal RunCgroup? Open(ByteSize memory, int processes)
    {
        var run = Interlocked.Increment(ref _lastRun).ToString(CultureInfo.InvariantCulture);
        return RunCgroup.Open(Path.Combine(_folder, "ultimate-mcp-run-" + run), memory, processes);
    }
}
