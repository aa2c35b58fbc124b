using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using UltimateMcp.Code;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Server.Calls;

/// <summary>
/// Converts exceptions to errors of calls. An error that the caller or the user can fix keeps its message; for a bug
/// they get a reference to the log. Failures of the sandbox and bugs are logged here; errors of the caller are not.
/// </summary>
internal sealed class ExceptionMapper(ILogger logger)
{
    /// <summary>Only recorded: a client that cancels a call gets no reply.</summary>
    public static readonly CallError Cancelled =
        new(CallErrorCode.Cancelled, "The client cancelled the call.", "Call again.", IsRetryable: true);

    private const int ReferenceLength = 8;

    public CallError ToError(Exception exception, ToolDefinition tool, string callId) => exception switch
    {
        CallException refused => refused.Error,
        CodeException { Error: CodeError.InvalidRequest } invalid =>
            new CallError(CallErrorCode.InvalidArgument, invalid.Message, invalid.Hint),
        CodeException { Error: CodeError.LanguageUnavailable } missing =>
            new CallError(CallErrorCode.LanguageUnavailable, missing.Message, missing.Hint),
        SandboxException { Error: SandboxError.Failed } failed => SandboxFailed(failed, tool, callId),
        SandboxException unavailable => SandboxUnavailable(unavailable, tool, callId),
        _ when ResourceExhaustion.Explain(exception) is { } shortage => SandboxUnavailable(shortage, tool, callId),
        _ => Bug(exception, tool, callId),
    };

    private CallError SandboxUnavailable(SandboxException exception, ToolDefinition tool, string callId)
    {
        Log.SandboxUnavailable(logger, tool.Name, callId, exception.Message);
        return new CallError(
            CallErrorCode.SandboxUnavailable,
            exception.Message,
            exception.Hint ?? "Run \"ultimate-mcp doctor\" on the server's machine: it names the fix.",
            exception.IsTransient);
    }

    /// <summary>
    /// The caller cannot fix a failed spawn or a worker that did not start, so there is no separate code. Unlike a bug
    /// it may succeed at the next call (memory was short, a process limit was reached), so it may be retryable.
    /// </summary>
    private CallError SandboxFailed(SandboxException exception, ToolDefinition tool, string callId)
    {
        var reference = CreateReference();
        Log.SandboxFailed(logger, tool.Name, callId, reference, exception);
        return new CallError(
            CallErrorCode.Internal,
            $"The sandbox failed and the result is lost. The server's log has more under {reference}.",
            "Call again; if it fails the same way, run \"ultimate-mcp doctor\" on the server's machine.",
            exception.IsTransient);
    }

    private CallError Bug(Exception exception, ToolDefinition tool, string callId)
    {
        var reference = CreateReference();
        Log.InternalError(logger, tool.Name, callId, reference, TypesOf(exception), exception.StackTrace ?? "no stack");
        Log.InternalErrorSensitive(logger, reference, exception);
        return new CallError(
            CallErrorCode.Internal,
            $"Internal error. The server's log has more under {reference}.",
            "Report it with that reference. Another call may work.");
    }

    private static string TypesOf(Exception exception) =>
        exception.InnerException is { } inner ? $"{exception.GetType().FullName} < {TypesOf(inner)}" : exception.GetType().FullName!;

    private static string CreateReference() => RandomNumberGenerator.GetHexString(ReferenceLength, lowercase: true);
}
