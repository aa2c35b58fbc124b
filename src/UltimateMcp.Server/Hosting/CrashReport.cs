using System.Diagnostics;
using System.Globalization;
using Serilog;
using Serilog.Core;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Hosting;

/// <summary>
/// A bug of ours that reached <c>Main</c>, or the top of another thread. It must not leave it: a native binary would abort with a stack trace on
/// the user's screen. The user gets one line, the log the detail, joined by a reference.
/// </summary>
internal static class CrashReport
{
    /// <returns>The exit code.</returns>
    public static int Report(Exception bug, ILogger? log, StandardError error)
    {
        var reference = string.Create(CultureInfo.InvariantCulture, $"fault_{(ulong)Stopwatch.GetTimestamp() % (1UL << 48):x12}");
        if (log is null)
        {
            error.WriteLine($"ultimate-mcp: a fault of our own, {reference}: {bug.GetType().Name}: {bug.Message.ReplaceLineEndings(" ")}");
        }
        else
        {
            log.Fatal(bug, "A fault of our own, {Reference}; the log file has the detail", reference);
        }

        return ExitCodes.Software;
    }

    /// <summary>For a thread that has no caller to return to: ends the process. Programs that run end with it, as after a SIGKILL.</summary>
    public static void End(Exception bug, Logger? log, StandardError error)
    {
        var exitCode = Report(bug, log, error);
        log?.Dispose();
#pragma warning disable RS0030 // The way out when Main cannot return.
        Environment.Exit(exitCode);
#pragma warning restore RS0030
    }
}
