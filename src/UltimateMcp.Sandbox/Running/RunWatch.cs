using System.Runtime.InteropServices;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Scratch;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Samples one run, for what the kernel does not limit: sums over all processes, the kernel memory that the run holds,
/// and the number of files. Between two samples a program may exceed a limit, but not for long.
/// <see cref="WatchThread"/> decides when to sample.
/// </summary>
/// <param name="connection">How much kernel memory one end of a connection can hold.</param>
internal sealed class RunWatch(ProcFolder folder, ScratchFolder scratch, SandboxLimits limits, ByteSize connection, TimeProvider time)
{
    internal const int MaximumEntries = SandboxLimits.MaximumEntries;

    /// <summary>How much kernel memory a run may hold beyond its limit, because what is attributed to it may belong to another.</summary>
    internal static readonly ByteSize KernelAllowance = ByteSize.FromMebibytes(32);

    /// <summary>How long the final sample before a kill may take.</summary>
    private static readonly TimeSpan FinalSampleLimit = TimeSpan.FromMilliseconds(5);

    private const int FileSize = 4096;

    private readonly Lock _lock = new();
    private readonly SharedPages _sharedPages = new(folder, ResourceLimits.Data(limits), time);
    private readonly KernelMemoryGrowth _kernelGrowth = new();
    private readonly List<int> _processes = [];
    private readonly List<ProcessStatus> _statuses = [];
    private readonly List<int> _threads = [];
    private int[] _known = [];
    private TreeUsage _peak = TreeUsage.None;
    private TreeUsage _last = TreeUsage.None;
    private long _activeAt = time.GetTimestamp();

    /// <summary>The maximum of each value so far. For a killed run it is the only measurement.</summary>
    internal TreeUsage Peak
    {
        get
        {
            lock (_lock)
            {
                return _peak;
            }
        }
    }

    /// <summary>Called only by the watch thread.</summary>
    internal Sample TakeSample(MachineMemory machine)
    {
        folder.List(_processes);
        Volatile.Write(ref _known, [.. _processes]);
        var plain = WithThreads(Sum(_processes, _statuses));
        var now = plain with { Memory = _sharedPages.MemoryOf(_processes, _statuses, plain.Memory, machine.Available) };
        Remember(now);

        var isActive = now.CpuTime != _last.CpuTime || now.Memory != _last.Memory || now.Processes != _last.Processes;
        _last = now;
        _activeAt = isActive ? time.GetTimestamp() : _activeAt;

        // CPU time is counted in steps: a run that used some a moment ago may still be active.
        var charged = _kernelGrowth.Add(machine.Kernel, time.GetElapsedTime(_activeAt) < SamplingSchedule.MaximumInterval);
        var most = ResourceLimits.Data(limits);
        var isCharged = _processes.Count > 0 && now.Memory + charged > most + KernelAllowance;
        var free = new ByteSize(Math.Max(0, (most + KernelAllowance).Bytes - now.Memory.Bytes));
        return new Sample(now.Memory, isActive, IsNearLimit: now.Memory.Bytes * 2 > most.Bytes, Exceeded(now))
        {
            Excess = isCharged && KernelMemoryBound.Estimate(folder, _processes, _statuses, connection, free) is var held && held > free
                ? held
                : ByteSize.Zero,
        };
    }

    /// <summary>
    /// Called by whoever kills the run, concurrently with the watch thread. So it samples only the processes that the
    /// watch knows, and not for long.
    /// </summary>
    internal void SampleOnceMore()
    {
        var began = time.GetTimestamp();
        var known = Volatile.Read(ref _known).TakeWhile(_ => time.GetElapsedTime(began) < FinalSampleLimit);
        Remember(Sum(known, []) with { Memory = ByteSize.Zero });
    }

    private TreeUsage Sum(IEnumerable<int> processes, List<ProcessStatus> statuses)
    {
        Span<byte> buffer = stackalloc byte[FileSize];
        statuses.Clear();
        var (memory, peak, data, cpu) = (ByteSize.Zero, ByteSize.Zero, ByteSize.Zero, TimeSpan.Zero);
        foreach (var process in processes)
        {
            cpu += ProcessTable.CpuTimeIn(folder.Read(process, "stat", buffer));
            var status = folder.StatusOf(process);
            statuses.Add(status);
            memory += status.Memory;
            peak = ByteSize.Max(peak, status.PeakMemory);
            data = ByteSize.Max(data, status.Data);
        }

        return new TreeUsage(Math.Max(0, statuses.Count - 1), memory, cpu, peak, data);
    }

    /// <summary>
    /// Replaces each process whose first thread has exited by a thread that runs, and adds its memory. If these come and
    /// go faster than they can be read, a later sample finds one.
    /// </summary>
    private TreeUsage WithThreads(TreeUsage usage)
    {
        for (var i = 0; i < _processes.Count; i++)
        {
            if (_statuses[i].IsZombieWithThreads && FindThread(_processes[i]) is { } found)
            {
                (_processes[i], _statuses[i]) = found;
                usage = usage with
                {
                    Memory = usage.Memory + found.Status.Memory,
                    PeakMemory = ByteSize.Max(usage.PeakMemory, found.Status.PeakMemory),
                    Data = ByteSize.Max(usage.Data, found.Status.Data),
                };
            }
        }

        return usage;
    }

    private (int Thread, ProcessStatus Status)? FindThread(int process)
    {
        folder.ListThreads(process, _threads);
        foreach (var thread in _threads)
        {
            var status = folder.StatusOf(thread);
            if (status.AddressSpace > ByteSize.Zero)
            {
                return (thread, status);
            }
        }

        return null;
    }

    private void Remember(TreeUsage now)
    {
        lock (_lock)
        {
            _peak = _peak.Max(now);
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

/// <summary>One sample of a run.</summary>
/// <param name="Memory">The memory of its processes.</param>
/// <param name="Exceeded">A limit that it exceeds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sample(ByteSize Memory, bool IsActive, bool IsNearLimit, KillReason? Exceeded)
{
    /// <summary>
    /// An upper bound on the kernel memory that it holds, if that may be why the machine's kernel memory has grown too
    /// much; otherwise zero.
    /// </summary>
    internal ByteSize Excess { get; init; }
}
