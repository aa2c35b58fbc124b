using Microsoft.Extensions.Logging;

namespace UltimateMcp.Server.Calls;

/// <summary>The outermost step: what is kept of every call. Each part that keeps something is one line in <see cref="Record"/>.</summary>
internal sealed class CallRecorder(ILogger<CallRecorder> logger)
{
    private const int MaximumClient = 80;

    public void Record(CallRecord call) => Write(call);

    private void Write(CallRecord call)
    {
        var result = call switch
        {
            { WasCancelled: true } => CallErrorCode.Cancelled.OnWire(),
            { Outcome.Error.Code: var code } => code.OnWire(),
            _ => null,
        };

        // An answered call is no news, and its line on stderr and in the file would cost as much as all the rest of a quick one.
        var level = result is null ? LogLevel.Debug : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            var client = OneLine.Of($"{call.Origin.ClientName ?? "unknown"} {call.Origin.ClientVersion}".TrimEnd(), MaximumClient);
            Log.CallEnded(logger, level, call.Tool.Name, call.Outcome.CallId, result ?? "ok", call.Outcome.Duration.TotalMilliseconds, client);
        }
    }
}

/// <summary>A call that has ended, however it did.</summary>
/// <param name="WasCancelled">The client has gone away from the call; it gets no reply, even if the tool still made one.</param>
internal sealed record CallRecord(ToolDefinition Tool, CallOrigin Origin, CallOutcome Outcome, bool WasCancelled);
