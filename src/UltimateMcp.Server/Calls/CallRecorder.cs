using Microsoft.Extensions.Logging;

namespace UltimateMcp.Server.Calls;

/// <summary>The outermost step: records every call. Each record is one line in <see cref="Record"/>.</summary>
internal sealed class CallRecorder(ILogger<CallRecorder> logger)
{
    private const int MaximumClient = 80;

    public void Record(CallRecord call) => Write(call);

    private void Write(CallRecord call)
    {
        CallErrorCode? error = call.WasCancelled ? CallErrorCode.Cancelled : call.Outcome.Error?.Code;
        var level = LevelOf(error);
        if (logger.IsEnabled(level))
        {
            var client = OneLine.Of($"{call.Origin.ClientName ?? "unknown"} {call.Origin.ClientVersion}".TrimEnd(), MaximumClient);
            var result = error?.WireName() ?? "ok";
            Log.CallEnded(logger, level, call.Tool.Name, call.Outcome.CallId, result, call.Outcome.Duration.TotalMilliseconds, client);
        }
    }

    /// <summary>
    /// A successful call is logged at Debug: writing its line would cost as much as the rest of a quick call. Errors
    /// that the exception mapper has already logged are not logged again.
    /// </summary>
    private static LogLevel LevelOf(CallErrorCode? error) => error is null or CallErrorCode.Internal or CallErrorCode.SandboxUnavailable
        ? LogLevel.Debug
        : LogLevel.Information;
}

/// <summary>A call that has ended.</summary>
/// <param name="WasCancelled">Whether the client cancelled the call; it then gets no reply.</param>
internal sealed record CallRecord(ToolDefinition Tool, CallOrigin Origin, CallOutcome Outcome, bool WasCancelled);
