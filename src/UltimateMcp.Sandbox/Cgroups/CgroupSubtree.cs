using System.Globalization;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Cgroups;

/// <summary>
/// A subtree of cgroup v2 that this server may divide: then the kernel bounds memory and processes of a whole run.
/// Systems where there is none are common (version 1, a login session, a container with a read-only tree), so nothing
/// here is an error: the watch then stands alone.
/// <para>
/// Two ways lead to one. A server that is alone in its own cgroup (a unit with <c>Delegate=yes</c>) divides that: a
/// cgroup with members cannot have its children bounded, so it moves into a leaf. Else a cgroup above is used that was
/// delegated to the server's user, as systemd does for the processes of a desktop session, and that bounds its children
/// already: the server stays where it is, and puts a cgroup of its own beside.
/// </para>
/// </summary>
internal sealed class CgroupSubtree : IDisposable
{
    private const string Controllers = "+memory +pids";

    private const string Prefix = "ultimate-mcp-";

    private readonly string _runs;
    private readonly bool _isOurs;
    private int _lastRun;

    private CgroupSubtree(string runs, bool isOurs) => (_runs, _isOurs) = (runs, isOurs);

    /// <summary>The folder that the cgroups of runs are made in.</summary>
    internal string Folder => _runs;

    /// <param name="server">Its process.</param>
    /// <param name="user">Its user.</param>
    internal static CgroupSubtree? Find(CgroupMount mount, int server, uint user)
    {
        var number = server.ToString(CultureInfo.InvariantCulture);
        foreach (var folder in mount.OwnAndAncestors())
        {
            try
            {
                var found = !Offers(folder, "cgroup.controllers") ? null
                    : folder == mount.Own && IsAlone(folder, number) ? Delegate(folder, number)
                    : IsDelegated(folder, user) && Offers(folder, "cgroup.subtree_control") ? CreateIn(folder, number)
                    : null;
                if (found is not null)
                {
                    return found;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not ours to divide.
            }
        }

        return null;
    }

    internal RunCgroup? Open(ByteSize memory, int processes)
    {
        var run = Interlocked.Increment(ref _lastRun).ToString(CultureInfo.InvariantCulture);
        return RunCgroup.Open(Path.Combine(_runs, "run-" + run), memory, processes);
    }

    /// <summary>Possible only when no run is left in it.</summary>
    public void Dispose()
    {
        if (_isOurs)
        {
            Remove(_runs);
        }
    }

    private static CgroupSubtree Delegate(string folder, string server)
    {
        var leaf = Directory.CreateDirectory(Path.Combine(folder, Prefix + server)).FullName;
        Write(leaf, "cgroup.procs", server);
        Write(folder, "cgroup.subtree_control", Controllers);
        return new CgroupSubtree(folder, isOurs: false);
    }

    private static CgroupSubtree CreateIn(string folder, string server)
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

        return new CgroupSubtree(runs, isOurs: true);
    }

    /// <summary>What servers left that were killed. Only what is empty can be removed.</summary>
    private static void Sweep(string folder)
    {
        foreach (var left in Directory.GetDirectories(folder, Prefix + "*"))
        {
            if (int.TryParse(Path.GetFileName(left)[Prefix.Length..], CultureInfo.InvariantCulture, out var process) && !Directory.Exists($"/proc/{process}"))
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
            // A process is left in it, or another server was faster.
        }
    }

    /// <summary>Whether both controllers stand in a file of names.</summary>
    private static bool Offers(string folder, string file)
    {
        var names = File.ReadAllText(Path.Combine(folder, file)).Split((char[])[' ', '\n']);
        return names.Contains("memory", StringComparer.Ordinal) && names.Contains("pids", StringComparer.Ordinal);
    }

    private static bool IsAlone(string folder, string server) => File.ReadAllText(Path.Combine(folder, "cgroup.procs")).Trim() == server;

    /// <summary>
    /// root owns what is delegated to nobody. A process can be moved by who may write the members of a cgroup above both places.
    /// </summary>
    private static bool IsDelegated(string folder, uint user) =>
        user != 0 && SystemCalls.OwnerOf(folder) == user && SystemCalls.OwnerOf(Path.Combine(folder, "cgroup.procs")) == user;

    private static void Write(string folder, string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);
}
