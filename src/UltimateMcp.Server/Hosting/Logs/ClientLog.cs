using System.Globalization;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using Serilog.Core;
using Serilog.Events;

namespace UltimateMcp.Server.Hosting.Logs;

/// <summary>
/// Tells a client that asked for it (<c>logging/setLevel</c>) what we log from Warning on: our own messages alone, without exceptions. What the
/// protocol package logs stays out: it quotes what was sent, and a failing notification must not make another.
/// </summary>
internal sealed class ClientLog : ILogEventSink
{
    private const string Ours = "\"UltimateMcp.";

    private volatile Microsoft.Extensions.Logging.ILogger? _client;

    /// <summary>From here on there is somebody to tell. The package knows which level was asked for, and sends nothing before.</summary>
#pragma warning disable MCP9005 // Deprecated with version 2026-07-28 of the protocol; part of every earlier one, and announced to those clients.
    public void Connect(McpServer server) => _client = server.AsClientLoggerProvider().CreateLogger(ProtocolOptions.ServerName);
#pragma warning restore MCP9005

    public void Emit(LogEvent logEvent)
    {
        if (_client is not { } client
            || logEvent.Level < LogEventLevel.Warning
            || !logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
            || !source.ToString().StartsWith(Ours, StringComparison.Ordinal))
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
