using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Hosting;

/// <summary>
/// What this process and the programs of its sandbox create is their user's alone, folders 0700 and files 0600, whatever umask the process was started
/// with: one that takes more would lock the server out of its own folders, one that takes less would let others read.
/// </summary>
internal static class FilePermissions
{
    private const uint GroupAndOthers = 0x3f;
    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>For the whole process: before it creates anything.</summary>
    public static void SetMask()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Libc.MaskModes(GroupAndOthers);
        }
    }

    /// <summary>
    /// The server's folders in its home, which an earlier server may have left open to others, and the home itself where it is the default one: another is the user's own to open.
    /// </summary>
    public static void Tighten(ServerSettings settings)
    {
        if (settings.SourceOf(ServerSettings.HomeSetting) == SettingSource.Default)
        {
            Tighten(settings.Home);
        }

        Array.ForEach(["outputs", "logs", "canary"], folder => Tighten(Path.Combine(settings.Home, folder)));
    }

    private static void Tighten(string folder)
    {
        try
        {
            if (OperatingSystem.IsLinux() && Directory.Exists(folder))
            {
                File.SetUnixFileMode(folder, Folder);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Another user's: it stays as it is.
        }
    }
}
