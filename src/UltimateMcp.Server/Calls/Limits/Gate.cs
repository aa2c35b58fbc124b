namespace UltimateMcp.Server.Calls.Limits;

/// <summary>
/// Limits how many calls are served at once, with a fair queue. A call takes a place, waits until it is admitted, and
/// disposes the place at the end: a waiting place leaves the queue, an admitted one passes its slot to the first in the
/// queue.
/// </summary>
internal sealed class Gate(CallOptions options)
{
    /// <summary>Maximum length of the queue.</summary>
    public const int MaximumWaiting = 256;

    /// <summary>An estimate: most calls take less than a second.</summary>
    public static readonly TimeSpan RetryAfterBusy = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<Place> _queue = [];
    private int _free = options.MaxConcurrentCalls;

    /// <exception cref="CallException">The queue is full.</exception>
    public Place TakePlace()
    {
        lock (_lock)
        {
            if (_free == 0 && _queue.Count == MaximumWaiting)
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
                place.Node = _queue.AddLast(place);
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
                _queue.Remove(node);
            }
            else if (_queue.First is { Value: var next })
            {
                _queue.RemoveFirst();
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

        // The continuation runs the next call, which must not run inside the lock or on the thread of the previous call.
        private readonly TaskCompletionSource _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _returned;

        internal Place(Gate gate) => _gate = gate;

        public bool IsWaiting => !_admitted.Task.IsCompleted;

        /// <summary>Calls in the queue before this one.</summary>
        public int Ahead => _gate.CountAhead(this);

        /// <summary>The node in the queue; null when admitted. Guarded by the gate's lock.</summary>
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
