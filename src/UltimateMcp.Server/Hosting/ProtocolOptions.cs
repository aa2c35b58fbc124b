using System.Collections.Frozen;
using System.Collections.Immutable;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using UltimateMcp.Server.Resources;

namespace UltimateMcp.Server.Hosting;

/// <summary>What the server tells clients about itself, and how the protocol package behaves.</summary>
internal static class ProtocolOptions
{
    public const string ServerName = "ultimate-mcp";

    /// <summary>What the tools are for. At most 100 tokens, and no instructions that command the model.</summary>
    public const string Instructions =
        "A workbench for code. execute_code runs a program in an isolated sandbox without network and returns what it printed, how it " +
        "ended and the files it made; read_output shows the rest of long output and those files; health shows the languages, limits and " +
        "isolation of this server.";

    private const int LongestName = 80;

    /// <summary>How long a host may keep a list: it never changes while the process lives.</summary>
    private static readonly TimeSpan _listLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Uses handlers instead of the package's tool collection, which would announce list changes, whatever the
    /// capabilities say. There is one page, always in the same order: hosts compare lists, and some never follow a
    /// cursor.
    /// </summary>
    public static McpServerOptions Create(IReadOnlyList<McpServerTool> tools, RecordResources resources)
    {
        var byName = tools.ToFrozenDictionary(tool => tool.ProtocolTool.Name, StringComparer.Ordinal);
        ImmutableArray<Tool> listed = [.. tools.Select(tool => tool.ProtocolTool)];
        var options = new McpServerOptions
        {
            // In the stateless protocol every result repeats it, so it has only name and version.
            ServerInfo = new Implementation { Name = ServerName, Version = ProductVersion.Text },
            ServerInstructions = Instructions,
            Capabilities = new ServerCapabilities { Tools = new ToolsCapability { ListChanged = false } },
            ScopeRequests = false,
            Handlers =
            {
                ListToolsHandler = (_, _) => ValueTask.FromResult(List(listed)),
                CallToolHandler = (request, cancellationToken) =>
                    Named(byName, request.Params?.Name).InvokeAsync(request, cancellationToken),
            },
        };
        resources.AddTo(options, _listLifetime);
        return options;
    }

    private static ListToolsResult List(ImmutableArray<Tool> tools) =>
        new() { Tools = [.. tools], TimeToLive = _listLifetime, CacheScope = CacheScope.Public };

    private static McpServerTool Named(FrozenDictionary<string, McpServerTool> tools, string? name) =>
        name is not null && tools.TryGetValue(name, out var tool)
            ? tool
            : throw new McpProtocolException($"Unknown tool: '{OneLine.Of(name, LongestName)}'", McpErrorCode.InvalidParams);
}
