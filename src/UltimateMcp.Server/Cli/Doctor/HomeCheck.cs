using UltimateMcp.Primitives.Settings;
using UltimateMcp.Sandbox;
using UltimateMcp.Server.Hosting.Settings;

namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>Whether the home is writable and has space for outputs.</summary>
internal static class HomeCheck
{
    private const string Name = "home";
    private static readonly FolderSetting Setting = ServerSettings.HomeSetting;

    /// <summary>Space for the outputs and artifacts of a few large runs.</summary>
    public static readonly ByteSize MinimumFreeSpace = ByteSize.FromMebibytes(256);

    public static Check Run(string home)
    {
        if (home.Length == 0)
        {
            return Check.Bad(Name, "unknown", $"Fix {Setting.Name}: it must be {Setting.Allowed}.");
        }

        try
        {
            Directory.CreateDirectory(home);
            var probe = Path.Combine(home, $".doctor-{Environment.ProcessId}");
            File.WriteAllBytes(probe, [1]);
            File.Delete(probe);
            var shown = IsOpenToOthers(home) ? $"{home} (other users can list it, but not open what is in it)" : home;
            return Evaluate(shown, new ByteSize(new DriveInfo(home).AvailableFreeSpace));
        }
        catch (Exception refused)
            when (refused is IOException or UnauthorizedAccessException || ResourceExhaustion.Explain(refused) is not null)
        {
            return Check.Bad(
                Name,
                $"{home} cannot be written: {refused.Message}",
                $"Make it writable for this user, or set {Setting.Name} to another folder.");
        }
    }

    private static bool IsOpenToOthers(string home) =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(home) & (UnixFileMode.OtherRead | UnixFileMode.OtherExecute)) != UnixFileMode.None;

    public static Check Evaluate(string home, ByteSize free)
    {
        var finding = $"{home}, writable, {free.Bytes / (1024 * 1024)} MiB free";
        return free < MinimumFreeSpace
            ? Check.Bad(Name, finding, $"Free at least {MinimumFreeSpace} there, or set {Setting.Name} to another folder.")
            : Check.Good(Name, finding);
    }
}
