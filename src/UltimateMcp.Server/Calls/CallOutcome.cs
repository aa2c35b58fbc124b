using System.Diagnostics.CodeAnalysis;

namespace UltimateMcp.Server.Calls;

/// <summary>How a call ended: with a reply or an error, never both.</summary>
internal sealed record CallOutcome
{
    public CallOutcome(string callId, TimeSpan duration, ToolReply reply)
        : this(callId, duration) => Reply = reply;

    public CallOutcome(string callId, TimeSpan duration, CallError error)
        : this(callId, duration) => Error = error;

    private CallOutcome(string callId, TimeSpan duration)
    {
        CallId = callId;
        Duration = duration;
    }

    public string CallId { get; }

    /// <summary>Since the call arrived, including the time in the queue.</summary>
    public TimeSpan Duration { get; }

    public ToolReply? Reply { get; }

    public CallError? Error { get; }

    [MemberNotNullWhen(true, nameof(Error))]
    [MemberNotNullWhen(false, nameof(Reply))]
    public bool IsError => Error is not null;
}
