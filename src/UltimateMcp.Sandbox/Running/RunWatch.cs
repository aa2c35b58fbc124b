using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Scratch;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Looks at a run at short intervals, for what the kernel does not bound: sums over all processes, and the number of files. Between two
/// looks a program may go over; it can't stay there.
/// </summary>
internal sealed class RunWatch(SandboxTree tree, ScratchFolder scratch, SandboxLimits limits)
{
    internal const int MaximumEntries = 16_384;

    /// <summary>A program can fill the buffers of connections by several MiB in a millisecond.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private TreeUsage _seen = TreeUsage.None;

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

    internal async Task RunAsync(Action<SandboxOutcome> end, TimeProvider time, CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(Interval, time);
        try
        {
            while (await ticks.WaitForNextTickAsync(cancellationToken))
            {
                if (Exceeded(Measure()) is { } reason)
                {
                    end(reason);
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run has ended.
        }
    }

    internal TreeUsage Measure()
    {
        var now = tree.FindInit() is { } init ? UsageOf(init) : TreeUsage.None;

        // The run's loop measures, and whoever ends it.
        lock (_lock)
        {
            _seen = _seen.Highest(now);
        }

        return now;
    }

    private TreeUsage UsageOf(int init)
    {
        var usage = ProcessTable.UsageOf(init);
        var sockets = SocketTable.HeldBy(init);

        // Processes that were forked share pages, which each of them counts.
        var isOver = usage.Memory + sockets > ResourceLimits.Data(limits);
        var memory = isOver && usage.Processes > 1 ? ProcessTable.ProportionalMemoryOf(init) : usage.Memory;
        return usage with { Memory = memory, Sockets = sockets };
    }

    private SandboxOutcome? Exceeded(TreeUsage now) => now switch
    {
        _ when now.Processes > limits.Processes => SandboxOutcome.ProcessLimit,
        _ when now.Memory + now.Sockets > ResourceLimits.Data(limits) => SandboxOutcome.MemoryLimit,
        _ when scratch.Entries > MaximumEntries => SandboxOutcome.FileLimit,
        _ => null,
    };
}
