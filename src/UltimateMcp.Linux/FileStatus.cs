using System.Runtime.InteropServices;

namespace UltimateMcp.Linux;

/// <summary>Which file a path leads to, and in what state: what stat(2) tells of it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStatus(FileIdentity Identity, ushort Mode, long Size, long Modified, long Changed)
{
    private const int KindMask = 0xf000;
    private const int Folder = 0x4000;
    private const int Regular = 0x8000;

    internal bool IsFolder => (Mode & KindMask) == Folder;

    internal bool IsRegular => (Mode & KindMask) == Regular;

    /// <summary>Null when there is nothing, or it cannot be looked at.</summary>
    internal static FileStatus? Of(string path) => SystemCalls.StampOf(path, followLinks: true);
}

/// <summary>Two names of one file have the same device and inode, whatever leads to them: links, or mounts.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileIdentity(uint DeviceMajor, uint DeviceMinor, ulong Inode);
