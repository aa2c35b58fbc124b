using System.Buffers.Text;
using System.Globalization;

namespace UltimateMcp.Sandbox.Running;

/// <summary>Reads the host's <c>/proc</c>. A process may exit while it is read: what cannot be read counts as gone.</summary>
internal static class ProcessTable
{
    // USER_HZ, which is 100 on every supported architecture.
    private const int TicksPerSecond = 100;

    internal static List<int> ChildrenOf(int process)
    {
        List<int> children = [];
        foreach (var thread in ThreadsOf(process))
        {
            AddChildren(children, process, thread);
        }

        return children;
    }

    private static string[] ThreadsOf(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task");
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>Reads the whole file: a truncated pid would be that of another process.</summary>
    private static void AddChildren(List<int> children, int process, string thread)
    {
        try
        {
            foreach (var part in File.ReadAllText(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (int.TryParse(part, CultureInfo.InvariantCulture, out var child) && child != process)
                {
                    children.Add(child);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone.
        }
    }

    /// <summary>Fields 14 to 17 of proc_pid_stat(5): the CPU time of the process and of the children that it reaped.</summary>
    internal static TimeSpan CpuTimeIn(ReadOnlySpan<byte> stat)
    {
        const int FirstAfterName = 3;

        // The name may contain anything, including a closing parenthesis.
        var fields = stat[(stat.LastIndexOf((byte)')') + 1)..].Trim((byte)' ');
        long ticks = 0;
        var field = FirstAfterName;
        foreach (var range in fields.Split((byte)' '))
        {
            if (field is >= 14 and <= 17 && Utf8Parser.TryParse(fields[range], out long value, out _))
            {
                ticks += value;
            }

            field++;
        }

        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }
}

/// <param name="Processes">Without pid 1, which is bubblewrap.</param>
/// <param name="Memory">Of all processes, each page counted once, without file pages.</param>
/// <param name="PeakMemory">Of the largest process.</param>
/// <param name="Data">Of the largest process, as RLIMIT_DATA counts it.</param>
internal sealed record TreeUsage(int Processes, ByteSize Memory, TimeSpan CpuTime, ByteSize PeakMemory, ByteSize Data)
{
    internal static readonly TreeUsage None = new(0, ByteSize.Zero, TimeSpan.Zero, ByteSize.Zero, ByteSize.Zero);

    /// <summary>The maximum of two samples. The sum over all processes counts as a peak too.</summary>
    internal TreeUsage Max(TreeUsage other) =>
        new(
            Math.Max(Processes, other.Processes),
            ByteSize.Max(Memory, other.Memory),
            CpuTime > other.CpuTime ? CpuTime : other.CpuTime,
            ByteSize.Max(PeakMemory, ByteSize.Max(other.PeakMemory, other.Memory)),
            ByteSize.Max(Data, other.Data));
}
