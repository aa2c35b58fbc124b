using Microsoft.Extensions.Logging;

namespace UltimateMcp.Sandbox;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "The sandbox of {Program} is proven: user {User} inside, seccomp {Seccomp}, files {Filesystem}.")]
    internal static partial void Proven(ILogger logger, string program, int user, bool seccomp, string filesystem);

    [LoggerMessage(3001, LogLevel.Warning, "The sandbox of {Program} is not available: {Reason} {Hint}")]
    internal static partial void NotAvailable(ILogger logger, string program, string reason, string hint);

    [LoggerMessage(3002, LogLevel.Debug, "A run was ended: {Reason}.")]
    internal static partial void RunEnded(ILogger logger, SandboxOutcome reason);

    [LoggerMessage(3003, LogLevel.Warning, "A sandbox did not start: {Reason}")]
    internal static partial void DidNotStart(ILogger logger, string reason);

    [LoggerMessage(3004, LogLevel.Warning, "The self test could not write {Folder}: {Reason}")]
    internal static partial void CanaryNotPlaced(ILogger logger, string folder, string reason);
}
