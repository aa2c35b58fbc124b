namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// One thread that looks at all runs. Each tick it reads what the machine has left, which costs a few microseconds; a
/// run it looks at when its <see cref="SamplingSchedule"/> says so, and all of them at once when the machine has less
/// than when it last did. So sleeping runs cost next to nothing, and one that bursts is seen within a tick. Time limits
/// are not its business (<see cref="Deadlines"/>).
/// </summary>
internal sealed class WatchThread
{
    internal static readonly WatchThread Shared = new(MachineMemory.Read, TimeProvider.System);

    /// <summary>
    /// When the machine has less than this, runs are ended, the largest first: a fiftieth of its memory, which a program takes some 100 ms
    /// to fill; at most 256 MiB, as the kernel
    /// itself frees memory later than that, at least 32 MiB, or a small machine could not run anything.
    /// </summary>
    internal static ByteSize Reserve(MachineMemory machine) => new(Math.Clamp(machine.Total.Bytes / 50, 32L << 20, 256L << 20));

    /// <summary>Programs of the machine's own come and go; less is not worth a look at all runs.</summary>
    private static readonly ByteSize Noticeable = ByteSize.FromMebibytes(16);

    /// <summary>The memory of what was ended last comes back first.</summary>
    private static readonly TimeSpan BetweenVictims = TimeSpan.FromMilliseconds(100);

    private readonly Func<MachineMemory?> _read;
    private readonly TimeProvider _time;
    private readonly object _gate = new();
    private readonly List<Watched> _runs = [];
    private long _victimAt;
    private bool _hadVictim;
    private MachineMemory _machine = MachineMemory.Unknown;
    private MachineMemory _reference = MachineMemory.Unknown;

    internal WatchThread(Func<MachineMemory?> read, TimeProvider time)
    {
        (_read, _time) = (read, time);
        new Thread(Run) { IsBackground = true, Name = "sandbox watch" }.Start();
    }

    /// <param name="takeSample">Called by this thread only, and never after what is returned was disposed.</param>
    /// <param name="end">Ends the run.</param>
    internal IDisposable Add(Func<MachineMemory, Sample> takeSample, Action<KillReason> end)
    {
        var run = new Watched(this, takeSample, end) { SampledAt = _time.GetTimestamp() };
        lock (_gate)
        {
            _runs.Add(run);
            Monitor.Pulse(_gate);
        }

        return run;
    }

    private void Run()
    {
        var wait = TimeSpan.Zero;
        while (true)
        {
            Watched[] runs;
            lock (_gate)
            {
                Monitor.Wait(_gate, _runs.Count == 0 ? Timeout.InfiniteTimeSpan : wait);
                runs = [.. _runs];
            }

            wait = Tick(runs);
        }
    }

    /// <summary>Looks at those whose turn it is, and says how long until the next.</summary>
    private TimeSpan Tick(Watched[] runs)
    {
        _machine = _read() ?? _machine;
        var machine = _machine;
        var isFull = _reference.Available.Bytes - machine.Available.Bytes > Noticeable.Bytes || machine.Kernel.Bytes - _reference.Kernel.Bytes > Noticeable.Bytes;
        foreach (var run in runs)
        {
            var since = _time.GetElapsedTime(run.SampledAt);
            if (since >= (isFull ? run.Schedule.Earliest : run.Schedule.Interval))
            {
                SampleRun(run, machine, runs.Length);
            }
        }

        // What came back is no reference: the next to take it would take it unseen.
        _reference = isFull
            ? machine
            : new MachineMemory(machine.Total, Larger(_reference.Available, machine.Available), Smaller(_reference.Kernel, machine.Kernel));
        KillVictim(runs, machine);
        return Wait(runs);
    }

    private void SampleRun(Watched run, MachineMemory machine, int runs)
    {
        var began = _time.GetTimestamp();
        lock (run.Gate)
        {
            if (run.IsDone)
            {
                return;
            }

            var sample = run.TakeSample(machine);
            run.Last = sample;
            run.SampledAt = _time.GetTimestamp();
            run.Schedule.Sampled(_time.GetElapsedTime(began, run.SampledAt), sample.IsActive, sample.IsNearLimit, runs);
            if (sample.Exceeded is { } reason)
            {
                run.End(reason);
            }
        }
    }

    /// <summary>At most one at a time: what its end frees may be enough.</summary>
    private void KillVictim(Watched[] runs, MachineMemory machine)
    {
        if (_hadVictim && _time.GetElapsedTime(_victimAt) < BetweenVictims)
        {
            return;
        }

        var isShort = machine.Available < Reserve(machine);
        var victim = isShort
            ? runs.Where(static run => !run.IsDone).MaxBy(static run => run.Last.Memory + run.Last.Excess)
            : runs.Where(static run => !run.IsDone && run.Last.Excess > ByteSize.Zero).MaxBy(static run => run.Last.Excess);
        if (victim is null)
        {
            return;
        }

        (_hadVictim, _victimAt) = (true, _time.GetTimestamp());
        foreach (var run in runs)
        {
            // Once its memory is back, the others have to be looked at anew.
            run.Last = run.Last with { Excess = ByteSize.Zero };
        }

        lock (victim.Gate)
        {
            if (!victim.IsDone)
            {
                victim.End(isShort ? KillReason.MachineMemory : KillReason.Memory);
            }
        }
    }

    private TimeSpan Wait(Watched[] runs)
    {
        var wait = SamplingSchedule.Tick;
        foreach (var run in runs)
        {
            var due = run.Schedule.Interval - _time.GetElapsedTime(run.SampledAt);
            wait = due < wait ? due : wait;
        }

        // In whole milliseconds, and never none: whatever is due, the thread gives way.
        return TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds)));
    }

    private void Remove(Watched run)
    {
        lock (_gate)
        {
            _runs.Remove(run);
        }
    }

    private static ByteSize Larger(ByteSize left, ByteSize right) => left > right ? left : right;

    private static ByteSize Smaller(ByteSize left, ByteSize right) => left < right ? left : right;

    private sealed class Watched(WatchThread thread, Func<MachineMemory, Sample> takeSample, Action<KillReason> end) : IDisposable
    {
        internal Lock Gate { get; } = new();

        internal SamplingSchedule Schedule { get; } = new();

        internal long SampledAt { get; set; }

        internal Sample Last { get; set; }

        /// <summary>It was ended, or is not watched any more.</summary>
        internal bool IsDone { get; private set; }

        internal Sample TakeSample(MachineMemory machine) => takeSample(machine);

        internal void End(KillReason reason)
        {
            IsDone = true;
            end(reason);
        }

        /// <summary>Waits for a look that is being made: what it reads may be closed then.</summary>
        public void Dispose()
        {
            lock (Gate)
            {
                IsDone = true;
            }

            thread.Remove(this);
        }
    }
}
