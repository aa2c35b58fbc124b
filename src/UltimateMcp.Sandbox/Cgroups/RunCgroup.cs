using System.Globalization;

namespace UltimateMcp.Sandbox.Cgroups;

/// <summary>The cgroup of one run.</summary>
internal sealed class RunCgroup : IDisposable
{
    private readonly string _folder;

    private RunCgroup(string folder) => _folder = folder;

    /// <summary>Null if it cannot be created: the watch still limits the run.</summary>
    internal static RunCgroup? Open(string folder, ByteSize memory, int processes)
    {
        var group = new RunCgroup(folder);
        try
        {
            Directory.CreateDirectory(folder);
            group.Write("memory.max", memory.Bytes);
            group.Write("memory.swap.max", 0);
            group.Write("memory.oom.group", 1);
            group.Write("pids.max", processes);
            return group;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            group.Dispose();
            return null;
        }
    }

    /// <summary>Moves processes that wait for code. What they start later belongs to the cgroup too.</summary>
    internal bool AddProcesses(IEnumerable<int> processes)
    {
        try
        {
            foreach (var process in processes)
            {
                Write("cgroup.procs", process);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    internal CgroupStatistics ReadStatistics() => new(
        Read("memory.events", "oom_kill") > 0,
        Read("pids.events", "max") > 0,
        TimeSpan.FromMicroseconds(Read("cpu.stat", "usage_usec")),
        new ByteSize(Read("memory.peak", "")));

    /// <summary>Works only when no process is left in it.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is removed with the server's own cgroup.
        }
    }

    private void Write(string file, long value) =>
        File.WriteAllText(Path.Combine(_folder, file), value.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// A value from a file of <c>key value</c> lines, or from a file with a single value; 0 if this kernel does not
    /// have it.
    /// </summary>
    private long Read(string file, string key)
    {
        try
        {
            foreach (var line in File.ReadLines(Path.Combine(_folder, file)))
            {
                var parts = line.Split(' ');
                if ((key.Length == 0 || string.Equals(parts[0], key, StringComparison.Ordinal))
                    && long.TryParse(parts[^1], CultureInfo.InvariantCulture, out var value))
                {
                    return value;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Counts as 0.
        }

        return 0;
    }
}

internal sealed record CgroupStatistics(bool WasOutOfMemory, bool WasRefusedProcess, TimeSpan CpuTime, ByteSize PeakMemory)
{
    internal static readonly CgroupStatistics None = new(false, false, TimeSpan.Zero, ByteSize.Zero);
}
