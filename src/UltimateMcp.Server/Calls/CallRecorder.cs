using Microsoft.Extensions.Logging;

namespace UltimateMcp.Server.Calls;

/// <summary>The outermost step: what is kept of every call. Each part that keeps something is one line in <see cref="Record"/>.</summary>
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
    /// An answered call is no news, and its line on stderr and in the file would cost as much as all the rest of a
    /// quick one. What the exception mapper has logged already is not said twice.
    /// </summary>
    private static LogLevel LevelOf(CallErrorCode? error) => error is null or CallErrorCode.Internal or CallErrorCode.SandboxUnavailable
        ? LogLevel.Debug
        : LogLevel.Information;
}

/// <summary>A call that has ended.</summary>
/// <param name="WasCancelled">The client cancelled the call; it gets no reply, even if the tool still made one.</param>
internal sealed record CallRecord(ToolDefinition Tool, CallOrigin Origin, CallOutcome Outcome, bool WasCancelled);
