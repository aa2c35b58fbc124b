using UltimateMcp.Linux;
using UltimateMcp.Server.Hosting.Settings;

namespace UltimateMcp.Server.Hosting;

/// <summary>
/// Folders that this process and the programs of its sandbox create have mode 0700 and files 0600, whatever umask the process was started
/// with: a stricter one would lock the server out of its own folders, a looser one would let others read.
/// </summary>
internal static class FilePermissions
{
    private const uint GroupAndOthers = 0x3f;
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>For the whole process, before it creates anything.</summary>
    public static void SetUmask()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Libc.umask(GroupAndOthers);
        }
    }

    /// <summary>
    /// Closes the server's folders in its home, which an earlier server may have left open to others, and the home itself where it is the
    /// default one. A home that the user has named keeps its mode.
    /// </summary>
    public static void Restrict(ServerSettings settings)
    {
        if (settings.SourceOf(ServerSettings.HomeSetting) == SettingSource.Default)
        {
            Restrict(settings.Home);
        }

        Array.ForEach(["outputs", "logs", "canary"], folder => Restrict(Path.Combine(settings.Home, folder)));
    }

    private static void Restrict(string folder)
    {
        try
        {
            if (OperatingSystem.IsLinux() && Directory.Exists(folder))
            {
                File.SetUnixFileMode(folder, FolderMode);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It belongs to another user and stays as it is.
        }
    }
}
