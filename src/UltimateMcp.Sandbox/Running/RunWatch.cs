using System.Runtime.InteropServices;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Scratch;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Looks at one run, for what the kernel does not bound: sums over all processes, what it holds of the kernel's memory,
/// and the number of files. Between two looks a program may go over; it can't stay there. <see cref="WatchThread"/>
/// says when to look.
/// </summary>
/// <param name="connection">What one end of a connection can hold of the kernel's memory.</param>
internal sealed class RunWatch(ProcFolder folder, ScratchFolder scratch, SandboxLimits limits, ByteSize connection, TimeProvider time)
{
    internal const int MaximumEntries = SandboxLimits.MaximumEntries;

    /// <summary>What a run may hold of the kernel's memory beyond its limit, as what is attributed to it may be another's.</summary>
    internal static readonly ByteSize KernelAllowance = ByteSize.FromMebibytes(32);

    /// <summary>How long whoever ends a run may look once more, before.</summary>
    private static readonly TimeSpan FinalSampleLimit = TimeSpan.FromMilliseconds(5);

    private const int FileSize = 4096;

    private readonly Lock _lock = new();
    private readonly SharedPages _sharedPages = new(folder, ResourceLimits.Data(limits), time);
    private readonly KernelMemoryGrowth _charge = new();
    private readonly List<int> _processes = [];
    private readonly List<ProcessStatus> _statuses = [];
    private int[] _known = [];
    private TreeUsage _seen = TreeUsage.None;
    private TreeUsage _last = TreeUsage.None;
    private long _activeAt = time.GetTimestamp();

    /// <summary>The highest that was seen of each. The only account of a run that had to be killed.</summary>
    internal TreeUsage Seen
    {
        get
        {
            lock (_lock)
            {
                return _seen;
            }
        }
    }

    /// <summary>By the watch's thread alone.</summary>
    internal Sample TakeSample(MachineMemory machine)
    {
        folder.List(_processes);
        Volatile.Write(ref _known, [.. _processes]);
        var plain = Sum(_processes, _statuses);
        var now = plain with { Memory = _sharedPages.MemoryOf(_processes, _statuses, plain.Memory, machine.Available) };
        Remember(now);

        var isActive = now.CpuTime != _last.CpuTime || now.Memory != _last.Memory || now.Processes != _last.Processes;
        _last = now;
        _activeAt = isActive ? time.GetTimestamp() : _activeAt;

        // Processor time is told in steps: who used some a moment ago may still.
        var charged = _charge.Add(machine.Kernel, time.GetElapsedTime(_activeAt) < SamplingSchedule.Longest);
        var most = ResourceLimits.Data(limits);
        var isCharged = _processes.Count > 0 && now.Memory + charged > most + KernelAllowance;
        var free = new ByteSize(Math.Max(0, (most + KernelAllowance).Bytes - now.Memory.Bytes));
        return new Sample(now.Memory, isActive, IsNearLimit: now.Memory.Bytes * 2 > most.Bytes, Exceeded(now))
        {
            Excess = isCharged && KernelMemoryBound.AtMost(folder, _processes, _statuses, connection, free) is var held && held > free
                ? held
                : ByteSize.Zero,
        };
    }

    /// <summary>By whoever ends the run, beside the watch's thread: so only the processes that this knew, and not for long.</summary>
    internal void SampleOnceMore()
    {
        var began = time.GetTimestamp();
        Remember(Sum(Volatile.Read(ref _known).TakeWhile(_ => time.GetElapsedTime(began) < FinalSampleLimit), []) with { Memory = ByteSize.Zero });
    }

    private TreeUsage Sum(IEnumerable<int> processes, List<ProcessStatus> statuses)
    {
        Span<byte> buffer = stackalloc byte[FileSize];
        statuses.Clear();
        var (memory, peak, cpu) = (ByteSize.Zero, ByteSize.Zero, TimeSpan.Zero);
        foreach (var process in processes)
        {
            cpu += ProcessTable.CpuTimeIn(folder.Read(process, "stat", buffer));
            var status = ProcessStatus.Parse(folder.Read(process, "status", buffer));
            statuses.Add(status);
            memory += status.Memory;
            peak = status.PeakMemory > peak ? status.PeakMemory : peak;
        }

        return new TreeUsage(Math.Max(0, statuses.Count - 1), memory, cpu, peak);
    }

    private void Remember(TreeUsage now)
    {
        lock (_lock)
        {
            _seen = _seen.Highest(now);
        }
    }

    private KillReason? Exceeded(TreeUsage now) => now switch
    {
        _ when now.Processes > limits.Processes => KillReason.Processes,
        _ when now.Memory > ResourceLimits.Data(limits) => KillReason.Memory,
        _ when scratch.Entries > MaximumEntries => KillReason.Files,
        _ => null,
    };
}

/// <summary>What one look at a run saw.</summary>
/// <param name="Memory">Of its processes.</param>
/// <param name="Exceeded">A limit that it is over.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sample(ByteSize Memory, bool IsActive, bool IsNearLimit, KillReason? Exceeded)
{
    /// <summary>
    /// What it holds of the kernel's memory at most, where that can be the reason why the machine's has grown too far; zero where it
    /// cannot.
    /// </summary>
    internal ByteSize Excess { get; init; }
}
