using Microsoft.Extensions.Logging;

namespace UltimateMcp.Server.Calls;

/// <summary>
/// Sends progress once a second to a client that asked for it. Each notification is awaited before the next, and
/// DisposeAsync waits for the last, so none follows the reply. The status is in the message, because hosts show little
/// else.
/// </summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    public const int MaximumMessage = 200;

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly PeriodicTimer _timer;
    private readonly Task _loop;

    private Heartbeat(PeriodicTimer timer, Task loop)
    {
        _timer = timer;
        _loop = loop;
    }

    /// <param name="read">The time limit and the status, if known.</param>
    /// <returns>Null if the client did not ask for progress.</returns>
    public static Heartbeat? Start(
        CallOrigin origin,
        string callId,
        Func<(TimeSpan? Total, string? Status)> read,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        if (origin.SendProgress is not { } send)
        {
            return null;
        }

        var timer = new PeriodicTimer(Interval, time);
        return new Heartbeat(timer, BeatAsync());

        async Task BeatAsync()
        {
            var started = time.GetTimestamp();
            try
            {
                while (await timer.WaitForNextTickAsync(cancellationToken))
                {
                    var elapsed = time.GetElapsedTime(started);
                    var (total, status) = read();
                    await send(new ProgressNote(elapsed, total, Message(elapsed, status)), cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The call is cancelled.
            }
            catch (Exception exception)
            {
                // If progress cannot be sent, the client still gets its reply.
                Log.ProgressStopped(logger, callId, exception.GetType().Name);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _loop;
    }

    internal static string Message(TimeSpan elapsed, string? status)
    {
        var seconds = $"{(long)elapsed.TotalSeconds} s";
        return string.IsNullOrWhiteSpace(status) ? seconds : OneLine.Of($"{seconds}: {status}", MaximumMessage);
    }
}
