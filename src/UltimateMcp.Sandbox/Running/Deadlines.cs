using System.Runtime.CompilerServices;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Runs callbacks at their deadlines, on its own thread: the thread pool may be busy and the watch may be delayed by
/// what it reads, but a time limit must wait for neither. A callback must not block.
/// </summary>
internal sealed class Deadlines
{
    private static readonly ConditionalWeakTable<TimeProvider, Deadlines> ByClock = [];

    private readonly TimeProvider _time;
    private readonly object _gate = new();
    private readonly PriorityQueue<Deadline, long> _queue = new();

    private Deadlines(TimeProvider time)
    {
        _time = time;
        new Thread(Run) { IsBackground = true, Name = "sandbox deadlines" }.Start();
    }

    /// <summary>One thread per clock; outside tests there is one clock.</summary>
    internal static Deadlines Of(TimeProvider time) => ByClock.GetValue(time, static clock => new Deadlines(clock));

    /// <summary>Disposing the returned object cancels the deadline; a callback that has begun continues.</summary>
    internal IDisposable Add(TimeSpan after, Action reached)
    {
        var due = _time.GetTimestamp() + (long)(after.TotalSeconds * _time.TimestampFrequency);
        var deadline = new Deadline(this, reached);
        lock (_gate)
        {
            _queue.Enqueue(deadline, due);
            Monitor.Pulse(_gate);
        }

        return deadline;
    }

    private void Run()
    {
        // A test clock calls back when it has advanced.
        using var alarm = _time == TimeProvider.System
            ? null
            : _time.CreateTimer(Wake, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (true)
        {
            Next(alarm)();
        }
    }

    /// <summary>Waits for the next deadline.</summary>
    private Action Next(ITimer? alarm)
    {
        lock (_gate)
        {
            while (true)
            {
                var wait = Timeout.InfiniteTimeSpan;
                while (_queue.TryPeek(out var deadline, out var due))
                {
                    wait = Until(due);
                    if (wait > TimeSpan.Zero)
                    {
                        break;
                    }

                    wait = Timeout.InfiniteTimeSpan;
                    _queue.Dequeue();
                    if (deadline.Take() is { } reached)
                    {
                        return reached;
                    }
                }

                Monitor.Wait(_gate, Set(alarm, wait));
            }
        }
    }

    private static TimeSpan Set(ITimer? alarm, TimeSpan wait)
    {
        if (alarm is null)
        {
            return wait;
        }

        alarm.Change(wait, Timeout.InfiniteTimeSpan);
        return Timeout.InfiniteTimeSpan;
    }

    /// <summary>In whole milliseconds, like all waits. Rounded up, or the thread would spin during the last one.</summary>
    private TimeSpan Until(long due) =>
        TimeSpan.FromMilliseconds(Math.Ceiling((due - _time.GetTimestamp()) * 1000.0 / _time.TimestampFrequency));

    private void Wake(object? state)
    {
        lock (_gate)
        {
            Monitor.Pulse(_gate);
        }
    }

    private void Forget(Deadline deadline)
    {
        lock (_gate)
        {
            _queue.Remove(deadline, out _, out _, ReferenceEqualityComparer.Instance);
        }
    }

    private sealed class Deadline(Deadlines all, Action reached) : IDisposable
    {
        private Action? _reached = reached;

        internal Action? Take() => Interlocked.Exchange(ref _reached, null);

        public void Dispose()
        {
            if (Take() is not null)
            {
                all.Forget(this);
            }
        }
    }
}
