using ModelContextProtocol.Protocol;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// The requests that the host still waits for: taken, neither answered nor cancelled. A cancelled one gets no reply, so it is closed by its
/// cancellation; counting it on would hold up every end of input.
/// </summary>
internal sealed class OpenRequests
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RequestId, int> _open = [];
    private TaskCompletionSource? _none;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _open.Values.Sum();
            }
        }
    }

    public void Open(RequestId id)
    {
        lock (_lock)
        {
            _open[id] = _open.GetValueOrDefault(id) + 1;
        }
    }

    /// <summary>Of an id that is not open (answered after its cancellation, or never seen) nothing is counted.</summary>
    public void Close(RequestId id)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(id, out var count))
            {
                return;
            }

            if (count > 1)
            {
                _open[id] = count - 1;
                return;
            }

            _open.Remove(id);
            if (_open.Count == 0)
            {
                _none?.TrySetResult();
            }
        }
    }

    /// <summary>Completes when none is open. Only asked for once no more are taken.</summary>
    public Task WhenNoneAsync()
    {
        lock (_lock)
        {
            _none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_open.Count == 0)
            {
                _none.TrySetResult();
            }

            return _none.Task;
        }
    }
}
