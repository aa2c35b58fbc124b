using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>One of the slots of <c>MAX_CONCURRENT_CALLS</c>, held by a program that runs until it is released.</summary>
internal sealed class TakenSlot : IAsyncDisposable
{
    private readonly CancellationTokenSource _release = new();
    private readonly Task<CallToolResult> _call;

    private TakenSlot(TestServer server, IProgress<ProgressNotificationValue> progress) => _call = server.Client.CallToolAsync(
        "execute_code",
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "while True: pass" },
        progress,
        cancellationToken: _release.Token).AsTask();

    /// <summary>Returns when the program runs.</summary>
    public static async Task<TakenSlot> TakeAsync(TestServer server)
    {
        var running = new FirstNote();
        var slot = new TakenSlot(server, running);
        await running.Heard.WaitAsync(TestServer.Timeout);
        return slot;
    }

    public async Task ReleaseAsync()
    {
        Assert.False(_call.IsCompleted, "The program has ended by itself, so the slot was free all the while.");
        await _release.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _call);
    }

    public async ValueTask DisposeAsync()
    {
        await _release.CancelAsync();
        await _call.ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _release.Dispose();
    }

    private sealed class FirstNote : IProgress<ProgressNotificationValue>
    {
        private readonly TaskCompletionSource _heard = new();

        public Task Heard => _heard.Task;

        public void Report(ProgressNotificationValue value) => _heard.TrySetResult();
    }
}
