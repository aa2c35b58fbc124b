
namespace UltimateMcp.Server.Calls.Limits;

/// <summary>
/// Bounds how many calls are served at once: a fair queue. A call takes a place, waits until it is admitted, and
/// returns the place by disposing it, whatever happened in between: a waiting place leaves the line, an admitted one
/// passes its slot to the first in line.
/// </summary>
internal sealed class Gate(CallOptions options)
{
    /// <summary>Calls that may wait in line.</summary>
    public const int MaximumWaiting = 256;

    /// <summary>How long a call takes is not known here; most take less than a second.</summary>
    public static readonly TimeSpan RetryAfterBusy = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<Place> _line = [];
    private int _free = options.MaxConcurrentCalls;

    /// <exception cref="CallException">The line is full.</exception>
    public Place TakePlace()
    {
        lock (_lock)
        {
            if (_free == 0 && _line.Count == MaximumWaiting)
            {
                throw new CallException(new CallError(
                    CallErrorCode.Busy,
                    $"{options.MaxConcurrentCalls} calls are running and {MaximumWaiting} wait.",
                    $"Try again in {RetryAfterBusy.TotalMilliseconds:0} ms, with fewer calls at once.",
                    IsRetryable: true,
                    RetryAfterBusy));
            }

            var place = new Place(this);
            if (_free > 0)
            {
                _free--;
                place.Admit();
            }
            else
            {
                place.Node = _line.AddLast(place);
            }

            return place;
        }
    }

    private int CountAhead(Place place)
    {
        lock (_lock)
        {
            var ahead = 0;
            for (var node = place.Node?.Previous; node is not null; node = node.Previous)
            {
                ahead++;
            }

            return ahead;
        }
    }

    private void Return(Place place)
    {
        lock (_lock)
        {
            if (place.Node is { } node)
            {
                place.Node = null;
                _line.Remove(node);
            }
            else if (_line.First is { Value: var next })
            {
                _line.RemoveFirst();
                next.Node = null;
                next.Admit();
            }
            else
            {
                _free++;
            }
        }
    }

    /// <summary>A call's place, waiting or admitted. Disposing it twice is harmless.</summary>
    public sealed class Place : IDisposable
    {
        private readonly Gate _gate;

        // The continuation is the next call: it must not run inside the lock or on the thread of the call that ended.
        private readonly TaskCompletionSource _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _returned;

        internal Place(Gate gate) => _gate = gate;

        public bool IsWaiting => !_admitted.Task.IsCompleted;

        /// <summary>Calls in line before this one.</summary>
        public int Ahead => _gate.CountAhead(this);

        /// <summary>The node in the line; null when admitted. Guarded by the gate's lock.</summary>
        internal LinkedListNode<Place>? Node { get; set; }

        public Task WaitAsync(CancellationToken cancellationToken) => _admitted.Task.WaitAsync(cancellationToken);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _returned, 1) == 0)
            {
                _gate.Return(this);
            }
        }

        internal void Admit() => _admitted.SetResult();
    }
}
