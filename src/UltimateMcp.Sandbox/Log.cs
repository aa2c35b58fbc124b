using Microsoft.Extensions.Logging;

namespace UltimateMcp.Sandbox;

internal static partial class Log
{
    [LoggerMessage(
        3000,
        LogLevel.Information,
        "The self test of the sandbox for {Program} passed: user {User} inside, seccomp {Seccomp}, files {Filesystem}.")]
    internal static partial void Verified(ILogger logger, string program, int user, bool seccomp, string filesystem);

    [LoggerMessage(3001, LogLevel.Debug, "A run was killed: {Reason}.")]
    internal static partial void RunKilled(ILogger logger, KillReason reason);

    [LoggerMessage(3002, LogLevel.Warning, "The self test could not write {Folder}: {Reason}")]
    internal static partial void CanaryNotWritten(ILogger logger, string folder, string reason);

    [LoggerMessage(3003, LogLevel.Debug, "No sandbox of {Name} could be started ahead: {Reason}")]
    internal static partial void PoolNotFilled(ILogger logger, string name, string reason);

    [LoggerMessage(3004, LogLevel.Debug, "A waiting sandbox of {Name} had died; another was started.")]
    internal static partial void WaitingSandboxDied(ILogger logger, string name);
}
