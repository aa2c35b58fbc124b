namespace UltimateMcp.Server.Calls;

/// <summary>The error of a failed call.</summary>
/// <param name="Message">What happened, with the value seen.</param>
/// <param name="Hint">What to change.</param>
internal sealed record CallError(CallErrorCode Code, string Message, string Hint, bool IsRetryable = false, TimeSpan? RetryAfter = null);

/// <summary>The stable codes; on the wire in snake_case.</summary>
internal enum CallErrorCode
{
    InvalidArgument,
    RateLimited,
    Busy,
    SandboxUnavailable,
    LanguageUnavailable,
    Cancelled,
    Internal,
}

/// <summary>Refuses a call. The call chain converts it to an error result.</summary>
internal sealed class CallException(CallError error) : Exception(error.Message)
{
    public CallError Error { get; } = error;
}
