namespace UltimateMcp.Server.Hosting;

/// <summary>What the process leaves behind; the numbers above 64 are those of sysexits.h.</summary>
internal static class ExitCodes
{
    /// <summary>Input ended, or a signal asked for the end.</summary>
    public const int Done = 0;

    /// <summary>A command found or met something wrong, or the command line was bad.</summary>
    public const int Failed = 1;

    /// <summary>A bug of ours outside a call.</summary>
    public const int Software = 70;

    /// <summary>Bad or contradictory settings.</summary>
    public const int Configuration = 78;
}
