namespace UltimateMcp.Server.Calls;

/// <summary>A tool: arguments in, one call into the domain, a reply out. Everything else is done around it by the call chain.</summary>
internal interface ITool
{
    ToolDefinition Definition { get; }

    /// <exception cref="CallException">The call cannot be served; the error says what to change.</exception>
    Task<ToolReply> CallAsync(ToolArguments arguments, CallContext context, CancellationToken cancellationToken);
}

/// <summary>What a tool gets to know of the call it serves.</summary>
internal sealed class CallContext(string id)
{
    /// <summary><c>call_…</c></summary>
    public string Id { get; } = id;

    /// <summary>What the heartbeat tells a waiting client; a tool sets it when it starts something long.</summary>
    public CallProgress? Progress { get; set; }
}

/// <param name="Total">The limit that the work runs against.</param>
/// <param name="Status">News of the work, such as the last output line; null while there is none.</param>
internal sealed record CallProgress(TimeSpan Total, Func<string?> Status);
