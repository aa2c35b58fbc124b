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

    /// <summary>Call before the process creates any file.</summary>
    public static void SetUmask()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Libc.umask(GroupAndOthers);
        }
    }

    /// <summary>
    /// Restricts the server's folders in its home to the owner, because an earlier server may have created them with
    /// other modes, and the home itself if it is the default one. A home that the user has configured keeps its mode.
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
