using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Hosting.Logs;

/// <summary>One event per line. Only the message of an exception is written; the log file has its stack trace.</summary>
internal sealed class StandardErrorSink(StandardError error) : ILogEventSink
{
    private readonly MessageTemplateTextFormatter _format = new("{Level}: {Message:lj}", CultureInfo.InvariantCulture);

    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _format.Format(logEvent, text);
        var reason = logEvent.Exception is { } exception ? $": {exception.Message}" : "";
        error.WriteLine($"ultimate-mcp: {text}{reason}".ReplaceLineEndings(" "));
    }
}
