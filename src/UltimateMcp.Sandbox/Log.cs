using Microsoft.Extensions.Logging;

namespace UltimateMcp.Sandbox;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "The sandbox of {Program} is proven: user {User} inside, seccomp {Seccomp}, files {Filesystem}.")]
    internal static partial void Verified(ILogger logger, string program, int user, bool seccomp, string filesystem);

    [LoggerMessage(3001, LogLevel.Debug, "A run was ended: {Reason}.")]
    internal static partial void RunEnded(ILogger logger, KillReason reason);

    [LoggerMessage(3002, LogLevel.Warning, "The self test could not write {Folder}: {Reason}")]
    internal static partial void CanaryNotPlaced(ILogger logger, string folder, string reason);
}
