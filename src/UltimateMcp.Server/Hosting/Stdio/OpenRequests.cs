using ModelContextProtocol.Protocol;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// The requests that the host still waits for: received, but neither answered nor cancelled. A cancelled request gets
/// no reply, so its cancellation closes it; otherwise it would delay the shutdown.
/// </summary>
internal sealed class OpenRequests
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RequestId, int> _open = [];
    private TaskCompletionSource? _none;
    private volatile int _count;

    public int Count => _count;

    public void Open(RequestId id)
    {
        lock (_lock)
        {
            _open[id] = _open.GetValueOrDefault(id) + 1;
            _count++;
        }
    }

    /// <inheritdoc cref="Close(RequestId)"/>
    public void Close(IReadOnlyList<RequestId> ids)
    {
        foreach (var id in ids)
        {
            Close(id);
        }
    }

    /// <summary>Does nothing if the id is not open: it was answered after its cancellation, or never received.</summary>
    public void Close(RequestId id)
    {
        lock (_lock)
        {
            if (!_open.Remove(id, out var count))
            {
                return;
            }

            if (count > 1)
            {
                _open[id] = count - 1;
            }

            _count--;
            if (_count == 0)
            {
                _none?.TrySetResult();
            }
        }
    }

    /// <summary>Completes when none is open. Call it when no more will be received.</summary>
    public Task WhenNoneAsync()
    {
        lock (_lock)
        {
            _none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_count == 0)
            {
                _none.TrySetResult();
            }

            return _none.Task;
        }
    }
}
