using System.Globalization;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using Serilog.Core;
using Serilog.Events;

namespace UltimateMcp.Server.Hosting.Logs;

/// <summary>
/// Sends the server's own log messages, from Warning on and without exceptions, to a client that asked for them
/// (<c>logging/setLevel</c>). Messages of the protocol package are left out: they quote what was sent, and a failed
/// notification must not cause another.
/// </summary>
internal sealed class ClientLog : ILogEventSink
{
    private const string OwnSources = "\"UltimateMcp.";

    private volatile Microsoft.Extensions.Logging.ILogger? _client;

    /// <summary>
    /// Messages are sent from here on. The package knows the requested level, and sends nothing before a client
    /// requests one.
    /// </summary>
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
