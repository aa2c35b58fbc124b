using System.Runtime.InteropServices;

namespace UltimateMcp.Linux;

/// <summary>What stat(2) says about a file.</summary>
/// <param name="Owner">User id.</param>
/// <param name="Group">Group id.</param>
/// <param name="Modified">mtime, in nanoseconds.</param>
/// <param name="Changed">ctime, in nanoseconds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStatus(
    FileIdentity Identity, uint Links, uint Owner, uint Group, ushort Mode, long Size, long Modified, long Changed)
{
    private const int S_IFMT = 0xf000;
    private const int S_IFDIR = 0x4000;
    private const int S_IFREG = 0x8000;

    internal bool IsFolder => (Mode & S_IFMT) == S_IFDIR;

    internal bool IsRegular => (Mode & S_IFMT) == S_IFREG;

    /// <summary>Null if nothing is there, or it cannot be accessed.</summary>
    internal static FileStatus? Of(string path) => SystemCalls.StatusOf(path, followLinks: true);
}

/// <summary>Two names of one file have the same device and inode, whether by links or by mounts.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileIdentity(uint DeviceMajor, uint DeviceMinor, ulong Inode);
