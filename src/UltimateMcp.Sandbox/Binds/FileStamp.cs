using System.Collections.Immutable;
using System.Runtime.InteropServices;
using UltimateMcp.Sandbox.Native;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>Which file a path leads to, and in what state: what stat(2) tells of it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStamp(FileIdentity Identity, ushort Mode, long Size, long Modified, long Changed)
{
    private const int KindMask = 0xf000;
    private const int Folder = 0x4000;
    private const int Regular = 0x8000;

    internal bool IsFolder => (Mode & KindMask) == Folder;

    internal bool IsRegular => (Mode & KindMask) == Regular;

    /// <summary>Null when there is nothing, or it cannot be looked at.</summary>
    internal static FileStamp? Of(string path) => KernelCalls.StampOf(path, followLinks: true);
}

/// <summary>Two names of one file have the same device and inode, whatever leads to them: links, or mounts.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileIdentity(uint DeviceMajor, uint DeviceMinor, ulong Inode);

/// <summary>The state of some files at one moment, to see later whether they are still the same.</summary>
public sealed class FileStamps
{
    private readonly ImmutableArray<(string Path, FileStamp? Stamp)> _stamps;
    private readonly RecentLook _lastLook = new();

    private FileStamps(ImmutableArray<(string Path, FileStamp? Stamp)> stamps) => _stamps = stamps;

    public static FileStamps Of(IEnumerable<string> paths) => new([.. paths.Distinct(StringComparer.Ordinal).Select(static path => (path, FileStamp.Of(path)))]);

    /// <summary>One stat a file.</summary>
    public bool StillHold()
    {
        foreach (var (path, stamp) in _stamps)
        {
            if (FileStamp.Of(path) != stamp)
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="tolerance">For how long a look is good enough.</param>
    public bool StillHold(TimeSpan tolerance, TimeProvider time) => _lastLook.Finds(tolerance, time, this, static stamps => stamps.StillHold());
}
