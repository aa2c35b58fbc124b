using System.Globalization;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Cgroups;

/// <summary>
/// A delegated cgroup v2 subtree. With one, the kernel limits the memory and processes of a whole run. Many systems
/// have none (cgroup v1, a login session, a container with a read-only tree), so nothing here is an error: then only
/// the watch limits them.
/// <para>
/// There are two ways to get one. A server that is alone in its cgroup (a unit with <c>UseOwn=yes</c>) uses that. A
/// cgroup with member processes cannot enable controllers for its children, so the server moves into a leaf. Otherwise
/// the server uses an ancestor that is delegated to its user and has the controllers enabled, as systemd sets up for
/// desktop sessions. Then the server stays where it is and creates a cgroup beside its own.
/// </para>
/// </summary>
internal sealed class CgroupSubtree : IDisposable
{
    private const string Controllers = "+memory +pids";

    private const string Prefix = "ultimate-mcp-";

    private readonly string _runs;
    private readonly bool _ownsFolder;
    private int _lastRun;

    private CgroupSubtree(string runs, bool ownsFolder) => (_runs, _ownsFolder) = (runs, ownsFolder);

    /// <summary>The folder in which the cgroups of runs are created.</summary>
    internal string Folder => _runs;

    /// <param name="server">The pid of the server.</param>
    /// <param name="user">The user of the server.</param>
    internal static CgroupSubtree? Find(CgroupMount mount, int server, uint user)
    {
        var number = server.ToString(CultureInfo.InvariantCulture);
        foreach (var folder in mount.OwnAndAncestors())
        {
            try
            {
                var found = !HasControllers(folder, "cgroup.controllers") ? null
                    : folder == mount.Own && HasOnlyMember(folder, number) ? UseOwn(folder, number)
                    : IsDelegated(folder, user) && HasControllers(folder, "cgroup.subtree_control") ? CreateBelow(folder, number)
                    : null;
                if (found is not null)
                {
                    return found;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not delegated to us.
            }
        }

        return null;
    }

    internal RunCgroup? Open(ByteSize memory, int processes)
    {
        var run = Interlocked.Increment(ref _lastRun).ToString(CultureInfo.InvariantCulture);
        return RunCgroup.Open(Path.Combine(_runs, "run-" + run), memory, processes);
    }

    /// <summary>Works only when no run is left in it.</summary>
    public void Dispose()
    {
        if (_ownsFolder)
        {
            Remove(_runs);
        }
    }

    private static CgroupSubtree UseOwn(string folder, string server)
    {
        var leaf = Directory.CreateDirectory(Path.Combine(folder, Prefix + server)).FullName;
        Write(leaf, "cgroup.procs", server);
        Write(folder, "cgroup.subtree_control", Controllers);
        return new CgroupSubtree(folder, ownsFolder: false);
    }

    private static CgroupSubtree CreateBelow(string folder, string server)
    {
        Sweep(folder);
        var runs = Directory.CreateDirectory(Path.Combine(folder, Prefix + server)).FullName;
        try
        {
            Write(runs, "cgroup.subtree_control", Controllers);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Remove(runs);
            throw;
        }

        return new CgroupSubtree(runs, ownsFolder: true);
    }

    /// <summary>Removes the cgroups of servers that were killed. Only empty ones can be removed.</summary>
    private static void Sweep(string folder)
    {
        foreach (var left in Directory.GetDirectories(folder, Prefix + "*"))
        {
            if (int.TryParse(Path.GetFileName(left)[Prefix.Length..], CultureInfo.InvariantCulture, out var process)
                && !Directory.Exists($"/proc/{process}"))
            {
                Remove(left);
            }
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            foreach (var run in Directory.GetDirectories(folder))
            {
                Directory.Delete(run);
            }

            Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process is left in it, or another server removed it first.
        }
    }

    /// <summary>Whether the file lists both controllers.</summary>
    private static bool HasControllers(string folder, string file)
    {
        var names = File.ReadAllText(Path.Combine(folder, file)).Split((char[])[' ', '\n']);
        return names.Contains("memory", StringComparer.Ordinal) && names.Contains("pids", StringComparer.Ordinal);
    }

    private static bool HasOnlyMember(string folder, string server) =>
        File.ReadAllText(Path.Combine(folder, "cgroup.procs")).Trim() == server;

    /// <summary>
    /// What is not delegated belongs to root. To move a process, the user must be able to write cgroup.procs of a
    /// common ancestor.
    /// </summary>
    private static bool IsDelegated(string folder, uint user) =>
        user != 0 && SystemCalls.OwnerOf(folder) == user && SystemCalls.OwnerOf(Path.Combine(folder, "cgroup.procs")) == user;

    private static void Write(string folder, string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);
}
