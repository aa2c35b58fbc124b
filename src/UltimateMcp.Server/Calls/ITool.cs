namespace UltimateMcp.Server.Calls;

/// <summary>A tool: arguments in, one call into the domain, a reply out. The call chain does everything else.</summary>
internal interface ITool
{
    ToolDefinition Definition { get; }

    /// <exception cref="CallException">The call cannot be served; the error says what to change.</exception>
    Task<ToolReply> CallAsync(ToolArguments arguments, CallContext context, CancellationToken cancellationToken);
}

/// <summary>What a tool knows of its call.</summary>
internal sealed class CallContext(string id)
{
    /// <summary><c>call_…</c></summary>
    public string Id { get; } = id;

    /// <summary>What the heartbeat sends; a tool sets it when it starts something long.</summary>
    public CallProgress? Progress { get; set; }
}

/// <param name="Total">The time limit of the work.</param>
/// <param name="Status">News of the work, such as the last output line; null while there is none.</param>
internal sealed record CallProgress(TimeSpan Total, Func<string?> Status);
