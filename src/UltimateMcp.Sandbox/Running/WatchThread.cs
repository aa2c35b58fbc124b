namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// One thread that samples all runs. Each tick it reads the machine's available memory, which takes a few microseconds.
/// A run is sampled when its <see cref="SamplingSchedule"/> says so, and all of them at once when the machine has less
/// memory than at the last such sampling. So idle runs cost next to nothing, and a burst is seen within a tick. Time
/// limits are handled by <see cref="Deadlines"/>.
/// </summary>
internal sealed class WatchThread
{
    internal static readonly WatchThread Shared = new(MachineMemory.Read, TimeProvider.System);

    /// <summary>
    /// If the machine has less available memory than this, runs are killed, the largest first. It is 1/50 of the
    /// machine's memory, which a program needs about 100 ms to fill; at most 256 MiB, because the kernel itself frees
    /// memory only later than that; at least 32 MiB, or a small machine could not run anything.
    /// </summary>
    internal static ByteSize Reserve(MachineMemory machine) => new(Math.Clamp(machine.Total.Bytes / 50, 32L << 20, 256L << 20));

    /// <summary>Other programs of the machine come and go; a smaller change does not justify sampling all runs.</summary>
    private static readonly ByteSize SignificantChange = ByteSize.FromMebibytes(16);

    /// <summary>Waits until the memory of the previous victim is freed.</summary>
    private static readonly TimeSpan VictimInterval = TimeSpan.FromMilliseconds(100);

    private readonly Func<MachineMemory?> _read;
    private readonly TimeProvider _time;
    private readonly object _gate = new();
    private readonly List<Watched> _runs = [];
    private readonly List<Func<bool>> _releases = [];
    private long _victimAt;
    private bool _hadVictim;
    private MachineMemory _machine = MachineMemory.Unknown;
    private MachineMemory _reference = MachineMemory.Unknown;

    internal WatchThread(Func<MachineMemory?> read, TimeProvider time)
    {
        (_read, _time) = (read, time);
        new Thread(Run) { IsBackground = true, Name = "sandbox watch" }.Start();
    }

    /// <param name="takeSample">Called only by this thread, and never after the returned object was disposed.</param>
    /// <param name="end">Kills the run.</param>
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

    /// <summary>
    /// When the machine is short of memory, what nobody uses is released before a run is killed. The callback returns
    /// whether it has released anything; it must not block.
    /// </summary>
    internal void OnShortage(Func<bool> release)
    {
        lock (_gate)
        {
            _releases.Add(release);
        }
    }

    internal void Forget(Func<bool> release)
    {
        lock (_gate)
        {
            _releases.Remove(release);
        }
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

    /// <summary>Samples the runs that are due, and returns the time until the next.</summary>
    private TimeSpan Tick(Watched[] runs)
    {
        _machine = _read() ?? _machine;
        var machine = _machine;
        var sampleAll = _reference.Available.Bytes - machine.Available.Bytes > SignificantChange.Bytes
            || machine.Kernel.Bytes - _reference.Kernel.Bytes > SignificantChange.Bytes;
        foreach (var run in runs)
        {
            var since = _time.GetElapsedTime(run.SampledAt);
            if (since >= (sampleAll ? run.Schedule.MinimumInterval : run.Schedule.Interval))
            {
                SampleRun(run, machine, runs.Length);
            }
        }

        // Freed memory raises the reference, so that a run that takes it later is noticed.
        _reference = sampleAll
            ? machine
            : new MachineMemory(
                machine.Total,
                ByteSize.Max(_reference.Available, machine.Available),
                ByteSize.Min(_reference.Kernel, machine.Kernel));
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

    /// <summary>At most one at a time: what it frees may be enough.</summary>
    private void KillVictim(Watched[] runs, MachineMemory machine)
    {
        if (_hadVictim && _time.GetElapsedTime(_victimAt) < VictimInterval)
        {
            return;
        }

        var isShort = machine.Available < Reserve(machine);
        if (isShort && ReleaseUnused())
        {
            (_hadVictim, _victimAt) = (true, _time.GetTimestamp());
            return;
        }

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
            // Once its memory is freed, the others have to be sampled again.
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

    private bool ReleaseUnused()
    {
        Func<bool>[] releases;
        lock (_gate)
        {
            releases = [.. _releases];
        }

        return releases.Aggregate(false, static (any, release) => release() | any);
    }

    private TimeSpan Wait(Watched[] runs)
    {
        var wait = SamplingSchedule.Tick;
        foreach (var run in runs)
        {
            var due = run.Schedule.Interval - _time.GetElapsedTime(run.SampledAt);
            wait = due < wait ? due : wait;
        }

        // In whole milliseconds, and at least one, so that the thread always yields.
        return TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds)));
    }

    private void Remove(Watched run)
    {
        lock (_gate)
        {
            _runs.Remove(run);
        }
    }

    private sealed class Watched(WatchThread thread, Func<MachineMemory, Sample> takeSample, Action<KillReason> end) : IDisposable
    {
        internal Lock Gate { get; } = new();

        internal SamplingSchedule Schedule { get; } = new();

        internal long SampledAt { get; set; }

        internal Sample Last { get; set; }

        /// <summary>It was killed, or is not watched any more.</summary>
        internal bool IsDone { get; private set; }

        internal Sample TakeSample(MachineMemory machine) => takeSample(machine);

        internal void End(KillReason reason)
        {
            IsDone = true;
            end(reason);
        }

        /// <summary>Waits for a sample in progress: afterwards the files that it reads may be closed.</summary>
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
