namespace UltimateMcp.Server.Hosting;

/// <summary>The exit codes of the process; those above 64 are from sysexits.h.</summary>
internal static class ExitCodes
{
    /// <summary>End of input, or a termination signal.</summary>
    public const int Done = 0;

    /// <summary>A command failed or found something wrong, or the command line was bad.</summary>
    public const int Failed = 1;

    /// <summary>An internal error outside any call.</summary>
    public const int Software = 70;

    /// <summary>Bad or contradictory settings.</summary>
    public const int Configuration = 78;
}
