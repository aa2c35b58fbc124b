namespace UltimateMcp.Server.Calls;

/// <summary>
/// A tool: converts arguments to one call of the domain and its result to a reply. The call chain does everything else.
/// </summary>
internal interface ITool
{
    ToolDefinition Definition { get; }

    /// <exception cref="CallException">The call cannot be served; the error says what to change.</exception>
    Task<ToolReply> CallAsync(ToolArguments arguments, CallContext context, CancellationToken cancellationToken);
}

/// <summary>The context of a call.</summary>
internal sealed class CallContext(string id)
{
    /// <summary><c>call_…</c></summary>
    public string Id { get; } = id;

    /// <summary>The progress that the heartbeat sends; a tool sets it before long work.</summary>
    public CallProgress? Progress { get; set; }
}

/// <param name="Total">The time limit of the work.</param>
/// <param name="Status">Status of the work, such as the last output line; null if there is none.</param>
internal sealed record CallProgress(TimeSpan Total, Func<string?> Status);
