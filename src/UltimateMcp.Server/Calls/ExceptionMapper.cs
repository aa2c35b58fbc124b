using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Server.Calls;

/// <summary>
/// Turns what was thrown below into what the model reads. What someone can mend keeps its words; our own faults keep theirs in the log, under a
/// reference that the error names.
/// </summary>
internal sealed class ExceptionMapper(ILogger logger)
{
    /// <summary>Only ever recorded: who cancels a call gets no reply.</summary>
    public static readonly CallError Cancelled = new(CallErrorCode.Cancelled, "The client cancelled the call.", "Call again.", IsRetryable: true);

    private const int ReferenceLength = 8;

    public CallError Explain(Exception failure, ToolDefinition tool, string callId) => failure switch
    {
        CallException refused => refused.Error,
        SandboxException { Error: SandboxError.Unavailable or SandboxError.Exhausted } unavailable => new CallError(
            CallErrorCode.SandboxUnavailable,
            unavailable.Message,
            unavailable.Hint ?? "Run \"ultimate-mcp doctor\" on the server's machine: it names the fix.",
            unavailable.IsTransient),
        SandboxException fault => SandboxFailed(fault, tool, callId),
        _ when Shortage.Explain(failure) is { } shortage => Explain(shortage, tool, callId),
        _ => Unexpected(failure, tool, callId),
    };

    /// <summary>
    /// A spawn that failed or a worker that did not get ready is nothing that the model or its user did, so it has no code of its own; but unlike
    /// a bug it may well be over at the next call (memory was short, a process limit was touched), so it is worth one.
    /// </summary>
    private CallError SandboxFailed(SandboxException failure, ToolDefinition tool, string callId)
    {
        var reference = CreateReference();
        Log.SandboxFailed(logger, tool.Name, callId, reference, failure);
        return new CallError(
            CallErrorCode.Internal,
            $"The sandbox could not finish its job; the result is lost. The server's log has more under {reference}.",
            "Call again; if it fails the same way, run \"ultimate-mcp doctor\" on the server's machine.",
            failure.IsTransient);
    }

    private CallError Unexpected(Exception failure, ToolDefinition tool, string callId)
    {
        var reference = CreateReference();
        Log.CallFailed(logger, tool.Name, callId, reference, TypesOf(failure), failure.StackTrace ?? "no stack");
        Log.CallFailedSensitive(logger, reference, failure);
        return new CallError(
            CallErrorCode.Internal,
            $"The server failed by a fault of its own. Its log has more under {reference}.",
            "Report the fault with that reference; another call may do.");
    }

    private static string TypesOf(Exception failure) =>
        failure.InnerException is { } inner ? $"{failure.GetType().FullName} < {TypesOf(inner)}" : failure.GetType().FullName!;

    private static string CreateReference() => RandomNumberGenerator.GetHexString(ReferenceLength, lowercase: true);
}
