using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Hosting.Logs;

/// <summary>
/// Logs go to stderr and to a file of this process in the home. The framework logs from Warning on, whatever LOG_LEVEL says. The protocol
/// package logs only at LOG_LEVEL Trace, and then from Warning on: its warnings quote what the host sent (uris, names, messages of
/// exceptions), and a host that asks for something that does not exist gets two of them. At its own Trace it would log whole messages.
/// </summary>
internal static class LogSetup
{
    private const string Template = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    public static Logger Create(ServerSettings settings, StandardError error, TimeProvider time, ClientLog? client = null)
    {
        var level = LevelOf(settings.LogLevel);
        var quiet = level < LogEventLevel.Warning ? LogEventLevel.Warning : level;
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", quiet)
            .MinimumLevel.Override("System", quiet)
            .MinimumLevel.Override("ModelContextProtocol", level == LogEventLevel.Verbose ? quiet : LogEventLevel.Fatal)
            .WriteTo.Sink(new StandardErrorSink(error));
        if (client is not null)
        {
            configuration.WriteTo.Sink(client, LogEventLevel.Warning);
        }

        var file = new LogFile(Path.Combine(settings.Home, "logs"), time);
        if (file.TryPrepare(out var why))
        {
            file.AddTo(configuration, Template);
        }
        else
        {
            error.WriteLine($"ultimate-mcp: no log file in {file.Folder}: {why}");
        }

        return configuration.CreateLogger();
    }

    private static LogEventLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => LogEventLevel.Verbose,
        LogLevel.Debug => LogEventLevel.Debug,
        LogLevel.Information => LogEventLevel.Information,
        LogLevel.Warning => LogEventLevel.Warning,
        LogLevel.Error => LogEventLevel.Error,
        _ => LogEventLevel.Fatal,
    };
}
