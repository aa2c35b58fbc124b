using System.Diagnostics;
using System.Globalization;
using Serilog;
using Serilog.Core;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Hosting;

/// <summary>
/// Reports an exception that reached <c>Main</c> or the top of another thread. It must not escape: a native binary
/// would abort and print a stack trace. The user gets one line, the log has the details, and both contain the same
/// reference.
/// </summary>
internal static class CrashReport
{
    /// <returns>The exit code.</returns>
    public static int Write(Exception exception, ILogger? log, StandardError error)
    {
        var reference = string.Create(CultureInfo.InvariantCulture, $"error_{(ulong)Stopwatch.GetTimestamp() % (1UL << 48):x12}");
        if (log is null)
        {
            var message = exception.Message.ReplaceLineEndings(" ");
            error.WriteLine($"ultimate-mcp: internal error, reference {reference}: {exception.GetType().Name}: {message}");
        }
        else
        {
            log.Fatal(exception, "Internal error, reference {Reference}; the log file has the details", reference);
        }

        return ExitCodes.Software;
    }

    /// <summary>
    /// Exits the process, for a thread without a caller to return to. Running programs are killed with it, as after a
    /// SIGKILL.
    /// </summary>
    public static void End(Exception exception, Logger? log, StandardError error)
    {
        var exitCode = Write(exception, log, error);
        log?.Dispose();
#pragma warning disable RS0030 // The way out when Main cannot return.
        Environment.Exit(exitCode);
#pragma warning restore RS0030
    }
}
