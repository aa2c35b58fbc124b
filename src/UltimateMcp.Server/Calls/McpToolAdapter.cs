using System.Collections.Immutable;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace UltimateMcp.Server.Calls;

/// <summary>
/// Adapts a tool to the MCP SDK. No reflection is used, no exception except cancellation reaches the SDK, and the
/// outcome bypasses it (<see cref="OutcomeSlot"/>).
/// </summary>
internal sealed class McpToolAdapter(ITool tool, CallChain chain) : McpServerTool
{
    private static readonly IReadOnlyDictionary<string, JsonElement> NoArguments = ImmutableDictionary<string, JsonElement>.Empty;

    public override Tool ProtocolTool { get; } = Describe(tool.Definition);

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var outcome = await chain.InvokeAsync(tool, ArgumentsOf(request.Params), OriginOf(request), cancellationToken);
        OutcomeSlot.Fill(request.JsonRpcRequest, outcome);
        return new CallToolResult();
    }

    private static Tool Describe(ToolDefinition definition) => new()
    {
        Name = definition.Name,
        Description = definition.Description,
        InputSchema = definition.InputSchema,
        Annotations = new ToolAnnotations
        {
            ReadOnlyHint = definition.Effects.IsReadOnly,
            DestructiveHint = definition.Effects.IsDestructive,
            IdempotentHint = definition.Effects.IsIdempotent,
            OpenWorldHint = false,
        },
    };

    private static IReadOnlyDictionary<string, JsonElement> ArgumentsOf(CallToolRequestParams? parameters) => parameters?.Arguments switch
    {
        null => NoArguments,
        IReadOnlyDictionary<string, JsonElement> arguments => arguments,
        var arguments => arguments.ToImmutableDictionary(StringComparer.Ordinal),
    };

    private static CallOrigin OriginOf(RequestContext<CallToolRequestParams> request)
    {
        var client = request.Server.ClientInfo;
        ProgressSender? send = request.Params?.ProgressToken is { } token
            ? (note, cancellationToken) => request.Server.NotifyProgressAsync(token, ToValue(note), cancellationToken: cancellationToken)
            : null;
        return new CallOrigin(client?.Name, client?.Version, send);
    }

    private static ProgressNotificationValue ToValue(ProgressNote note) => new()
    {
        Progress = (float)note.Elapsed.TotalSeconds,
        Total = (float?)note.Total?.TotalSeconds,
        Message = note.Message,
    };
}
