using Microsoft.Extensions.Logging;

namespace UltimateMcp.Server.Hosting;

/// <summary>Ids 1000 to 1099. No user text.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Serving {Version}, process {ProcessId}, home {Home}")]
    public static partial void Serving(ILogger logger, string version, int processId, string home);

    [LoggerMessage(1001, LogLevel.Information, "Shutting down: {Reason}")]
    public static partial void ShuttingDown(ILogger logger, string reason);

    [LoggerMessage(1002, LogLevel.Warning, "{Count} requests were still open {Limit} after the end of input and are cancelled")]
    public static partial void DrainTimedOut(ILogger logger, int count, TimeSpan limit);

    [LoggerMessage(1010, LogLevel.Warning, "A line was refused with {Code}")]
    public static partial void LineRefused(ILogger logger, int code);

    [LoggerMessage(1011, LogLevel.Debug, "Reading from the host failed; it is treated as the end of input")]
    public static partial void InputBroken(ILogger logger, Exception exception);

    [LoggerMessage(1012, LogLevel.Debug, "Writing to the host failed; the host is gone")]
    public static partial void OutputBroken(ILogger logger, Exception exception);

    [LoggerMessage(1020, LogLevel.Debug, "Warmed up: {Step}")]
    public static partial void WarmedUp(ILogger logger, string step);

    [LoggerMessage(1021, LogLevel.Warning, "Warm-up failed: {Step}; it is tried again when a call needs it")]
    public static partial void WarmUpFailed(ILogger logger, Exception exception, string step);
}
