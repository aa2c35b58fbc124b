using System.Globalization;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using Serilog.Core;
using Serilog.Events;

namespace UltimateMcp.Server.Hosting.Logs;

/// <summary>
/// Sends the server's own log messages, from Warning on and without exceptions, to a client that asked for them (<c>logging/setLevel</c>).
/// What the protocol package logs is left out: it quotes what was sent, and a notification that fails must not cause another.
/// </summary>
internal sealed class ClientLog : ILogEventSink
{
    private const string OwnSources = "\"UltimateMcp.";

    private volatile Microsoft.Extensions.Logging.ILogger? _client;

    /// <summary>From here on messages are sent. The package knows which level was asked for, and sends nothing before.</summary>
#pragma warning disable MCP9005 // Deprecated with version 2026-07-28 of the protocol, part of every earlier one.
    public void Connect(McpServer server) => _client = server.AsClientLoggerProvider().CreateLogger(ProtocolOptions.ServerName);
#pragma warning restore MCP9005

    public void Emit(LogEvent logEvent)
    {
        if (_client is not { } client
            || logEvent.Level < LogEventLevel.Warning
            || !logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
            || !source.ToString().StartsWith(OwnSources, StringComparison.Ordinal))
        {
            return;
        }

        var level = logEvent.Level switch
        {
            LogEventLevel.Warning => LogLevel.Warning,
            LogEventLevel.Error => LogLevel.Error,
            _ => LogLevel.Critical,
        };
        if (client.IsEnabled(level))
        {
            client.Log(level, default, logEvent.RenderMessage(CultureInfo.InvariantCulture), null, static (message, _) => message);
        }
    }
}
