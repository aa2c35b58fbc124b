using Microsoft.Extensions.Logging;

namespace UltimateMcp.Server.Calls;

/// <summary>Ids 1100 to 1199.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1100, Message = "{Tool} {CallId}: {Result} after {Milliseconds:0.0} ms, for {Client}")]
    public static partial void CallEnded(
        ILogger logger, LogLevel level, string tool, string callId, string result, double milliseconds, string client);

    [LoggerMessage(1101, LogLevel.Warning, "Progress of {CallId} stopped: {Kind}")]
    public static partial void ProgressStopped(ILogger logger, string callId, string kind);

    [LoggerMessage(1102, LogLevel.Error, "{Tool} {CallId}: the sandbox failed, reference {Reference}")]
    public static partial void SandboxFailed(ILogger logger, string tool, string callId, string reference, Exception exception);

    [LoggerMessage(1103, LogLevel.Error, "{Tool} {CallId}: internal error, reference {Reference}: {Types}\n{Stack}")]
    public static partial void InternalError(ILogger logger, string tool, string callId, string reference, string types, string stack);

    // An exception's message may quote what the caller sent.
    [LoggerMessage(1104, LogLevel.Trace, "Reference {Reference} in full")]
    public static partial void InternalErrorSensitive(ILogger logger, string reference, Exception exception);

    [LoggerMessage(1105, LogLevel.Warning, "{Tool} {CallId}: the sandbox is not available: {Reason}")]
    public static partial void SandboxUnavailable(ILogger logger, string tool, string callId, string reason);
}
