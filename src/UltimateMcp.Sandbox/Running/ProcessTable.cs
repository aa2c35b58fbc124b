using System.Buffers;
using System.Buffers.Text;

namespace UltimateMcp.Sandbox.Running;

/// <summary>Reads <c>/proc</c>. A process may end while it is looked at: what cannot be read counts as gone.</summary>
internal static class ProcessTable
{
    private const int LargestFile = 8192;

    // USER_HZ, which is 100 on every architecture that this runs on, whatever the kernel's own clock.
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

    /// <summary>What <paramref name="init"/> and all below it use. The processes are counted without it: it is bubblewrap's.</summary>
    internal static TreeUsage UsageOf(int init)
    {
        var usage = UsageOfOne(init) with { Processes = 0 };
        foreach (var process in DescendantsOf(init))
        {
            usage = usage.Plus(UsageOfOne(process));
        }

        return usage;
    }

    /// <summary>Anonymous and shared memory below <paramref name="init"/>, each page counted once however many share it.</summary>
    internal static ByteSize ProportionalMemoryOf(int init)
    {
        long kibibytes = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(LargestFile);
        foreach (var process in DescendantsOf(init))
        {
            var rollup = Read($"/proc/{process}/smaps_rollup", buffer);

            // Of a process that has ended neither file tells anything; where only the first does not tell, what is shared counts in full.
            kibibytes += rollup.IndexOf("Pss_Anon:"u8) >= 0
                ? Kibibytes(rollup, "Pss_Anon:"u8) + Kibibytes(rollup, "Pss_Shmem:"u8)
                : ResidentKibibytes(Read($"/proc/{process}/status", buffer));
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return new ByteSize(kibibytes * 1024);
    }

    /// <summary>The children of each are looked up after the caller has seen it.</summary>
    private static IEnumerable<int> DescendantsOf(int process)
    {
        var waiting = new Stack<int>(ChildrenOf(process));
        while (waiting.TryPop(out var descendant))
        {
            yield return descendant;
            ChildrenOf(descendant).ForEach(waiting.Push);
        }
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

    private static void AddChildren(List<int> children, int process, string thread)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LargestFile);
        var text = Read($"{thread}/children", buffer);
        foreach (var part in text.Split((byte)' '))
        {
            if (Utf8Parser.TryParse(text[part], out int child, out _) && child != process)
            {
                children.Add(child);
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static TreeUsage UsageOfOne(int process)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LargestFile);
        var cpu = CpuTimeIn(Read($"/proc/{process}/stat", buffer));
        var status = Read($"/proc/{process}/status", buffer);
        var usage = new TreeUsage(
            1,
            new ByteSize(ResidentKibibytes(status) * 1024),
            cpu,
            new ByteSize(Kibibytes(status, "VmHWM:"u8) * 1024));
        ArrayPool<byte>.Shared.Return(buffer);
        return usage;
    }

    /// <summary>Fields 14 to 17 of proc_pid_stat(5): its own time and that of the children that it reaped.</summary>
    private static TimeSpan CpuTimeIn(ReadOnlySpan<byte> stat)
    {
        const int FirstAfterName = 3;

        // The name may hold anything, a closing bracket too.
        var rest = stat[(stat.LastIndexOf((byte)')') + 1)..].Trim((byte)' ');
        long ticks = 0;
        var field = FirstAfterName;
        foreach (var part in rest.Split((byte)' '))
        {
            if (field is >= 14 and <= 17 && Utf8Parser.TryParse(rest[part], out long value, out _))
            {
                ticks += value;
            }

            field++;
        }

        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private static long ResidentKibibytes(ReadOnlySpan<byte> status) => Kibibytes(status, "RssAnon:"u8) + Kibibytes(status, "RssShmem:"u8);

    private static long Kibibytes(ReadOnlySpan<byte> status, ReadOnlySpan<byte> name)
    {
        var start = status.IndexOf(name);
        if (start < 0)
        {
            return 0;
        }

        var value = status[(start + name.Length)..].TrimStart(" \t"u8);
        return Utf8Parser.TryParse(value, out long kibibytes, out _) ? kibibytes : 0;
    }

    /// <summary>As much of a file as fits; a file of <c>/proc</c> gives a page or so at a time.</summary>
    internal static ReadOnlySpan<byte> Read(string path, byte[] buffer)
    {
        var length = 0;
        try
        {
            using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            int count;
            while (length < buffer.Length && (count = RandomAccess.Read(file, buffer.AsSpan(length), length)) > 0)
            {
                length += count;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone, and with it what was read.
            length = 0;
        }

        return buffer.AsSpan(0, length);
    }
}

/// <param name="Memory">Anonymous and shared memory of all; pages of files are not counted.</param>
/// <param name="PeakMemory">Of the largest process.</param>
internal sealed record TreeUsage(int Processes, ByteSize Memory, TimeSpan CpuTime, ByteSize PeakMemory)
{
    /// <summary>Held for the processes by the kernel; estimated, so it is no peak of theirs.</summary>
    internal ByteSize Sockets { get; init; }

    internal static readonly TreeUsage None = new(0, ByteSize.Zero, TimeSpan.Zero, ByteSize.Zero);

    internal TreeUsage Plus(TreeUsage other) =>
        new(Processes + other.Processes, Memory + other.Memory, CpuTime + other.CpuTime, Larger(PeakMemory, other.PeakMemory));

    /// <summary>Of two moments. What all held together counts as a peak too.</summary>
    internal TreeUsage Highest(TreeUsage other) =>
        new(
            Math.Max(Processes, other.Processes),
            Larger(Memory, other.Memory),
            CpuTime > other.CpuTime ? CpuTime : other.CpuTime,
            Larger(PeakMemory, Larger(other.PeakMemory, other.Memory)));

    private static ByteSize Larger(ByteSize left, ByteSize right) => left > right ? left : right;
}
