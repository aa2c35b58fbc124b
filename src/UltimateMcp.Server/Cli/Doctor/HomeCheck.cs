using UltimateMcp.Sandbox;

namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>Whether the home can be written, and has room for outputs.</summary>
internal static class HomeCheck
{
    private const string Name = "home";

    /// <summary>Room for the outputs and artifacts of a few large runs.</summary>
    public static readonly ByteSize LeastFreeSpace = ByteSize.FromMebibytes(256);

    public static Check Look(string home)
    {
        if (home.Length == 0)
        {
            return Check.Bad(Name, "not known", "Mend ULTIMATE_MCP_HOME.");
        }

        try
        {
            Directory.CreateDirectory(home);
            var probe = Path.Combine(home, $".doctor-{Environment.ProcessId}");
            File.WriteAllBytes(probe, [1]);
            File.Delete(probe);
            var shown = IsOpenToOthers(home) ? $"{home} (other users can list it, and enter nothing in it)" : home;
            return Judge(shown, new ByteSize(new DriveInfo(home).AvailableFreeSpace));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException || Shortage.Explain(refused) is not null)
        {
            return Check.Bad(
                Name, $"{home} cannot be written: {refused.Message}", $"Make it writable for this user, or name another folder in ULTIMATE_MCP_HOME.");
        }
    }

    private static bool IsOpenToOthers(string home) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(home) & (UnixFileMode.OtherRead | UnixFileMode.OtherExecute)) != UnixFileMode.None;

    public static Check Judge(string home, ByteSize free)
    {
        var seen = $"{home}, writable, {free.Bytes / (1024 * 1024)} MiB free";
        return free < LeastFreeSpace
            ? Check.Bad(Name, seen, $"Free at least {LeastFreeSpace} there, or name another folder in ULTIMATE_MCP_HOME.")
            : Check.Good(Name, seen);
    }
}
