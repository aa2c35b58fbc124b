using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>
/// Scans a folder before it is bound, for entries that must be masked: sockets, pipes and devices, mount points, and
/// hidden entries unless the folder is shown whole. Links are not followed: in the sandbox they lead only to what is
/// visible there anyway.
/// </summary>
internal sealed class FolderScan
{
    internal const int MaximumEntries = 300_000;
    internal const int MaximumMasks = 256;
    private const int MaximumDepth = 64;
    private const int BufferSize = 32 * 1024;

    // getdents64(2): ino, off, reclen at 16, type at 18, name at 19.
    private const int RecordLengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;
    private const byte DT_UNKNOWN = 0;
    private const byte DT_DIR = 4;
    private const byte DT_REG = 8;
    private const byte DT_LNK = 10;
    private const int ModeTypeShift = 12;

    /// <summary>Hidden folders that hold parts of packages.</summary>
    private static readonly ImmutableArray<string> PackageFolders = [".pnpm", ".bin", ".libs", ".dylibs"];

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly List<string> _maskedFiles = [];
    private readonly List<string> _maskedFolders = [];
    private readonly List<string> _objects = [];
    private readonly SandboxUser _user;
    private readonly ImmutableArray<string> _mounts;
    private readonly bool _showsHidden;
    private int _entries;

    private FolderScan(SandboxUser user, ImmutableArray<string> mounts, bool showsHidden) =>
        (_user, _mounts, _showsHidden) = (user, mounts, showsHidden);

    /// <summary>Relative paths.</summary>
    internal IReadOnlyList<string> MaskedFiles => _maskedFiles;

    /// <inheritdoc cref="MaskedFiles"/>
    internal IReadOnlyList<string> MaskedFolders => _maskedFolders;

    /// <summary>Files named like shared objects: they may need libraries from elsewhere.</summary>
    internal IReadOnlyList<string> SharedObjects => _objects;

    /// <summary>Null, or why the folder cannot be bound.</summary>
    internal string? Fault { get; private set; }

    /// <summary>Scans a folder in which hidden entries are masked.</summary>
    internal static FolderScan Of(string folder, SandboxUser user) => Of(folder, new FolderScan(user, [], showsHidden: false));

    /// <summary>Scans a folder that is shown with its hidden entries.</summary>
    /// <param name="mounts">Relative paths of the mount points below it.</param>
    internal static FolderScan OfWhole(string folder, SandboxUser user, ImmutableArray<string> mounts) =>
        Of(folder, new FolderScan(user, mounts, showsHidden: true));

    private static FolderScan Of(string folder, FolderScan scan)
    {
        scan.Scan(folder, "", 0);
        return scan;
    }

    private void Scan(string root, string relative, int depth)
    {
        if (depth > MaximumDepth)
        {
            Fault ??= $"is nested deeper than {MaximumDepth} folders";
            return;
        }

        var path = MountTable.Join(root, relative);
        using var folder = new SafeFileHandle(
            Libc.open(path, Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_NOFOLLOW | Libc.O_CLOEXEC, 0), ownsHandle: true);
        if (folder.IsInvalid || (_user.IsUnprivileged && FileStatus.Of(path) is { } status && !_user.CanEnter(status)))
        {
            // What cannot be entered here cannot be entered in the sandbox either.
            Fault ??= depth == 0 ? "cannot be read" : null;
            return;
        }

        List<string> below = [];
        int count;
        while ((count = SystemCalls.ReadEntries(folder, _buffer)) > 0)
        {
            for (var at = 0; at < count && Fault is null; at += RecordLengthAt(at))
            {
                Classify(path, relative, _buffer[at + TypeOffset], NameAt(at), below);
            }
        }

        foreach (var child in below)
        {
            if (Fault is null)
            {
                Scan(root, child, depth + 1);
            }
        }
    }

    private void Classify(string path, string relative, byte type, string name, List<string> below)
    {
        if (name is "." or "..")
        {
            return;
        }

        if (++_entries > MaximumEntries)
        {
            Fault = $"contains more than {MaximumEntries} files";
            return;
        }

        if (type == DT_UNKNOWN)
        {
            type = SystemCalls.StatusOf($"{path}/{name}", followLinks: false) is { } status
                ? (byte)(status.Mode >> ModeTypeShift)
                : DT_UNKNOWN;
        }

        var child = relative.Length == 0 ? name : $"{relative}/{name}";
        var isHidden = !_showsHidden && name[0] == '.' && !PackageFolders.Contains(name, StringComparer.Ordinal);
        if (_mounts.Contains(child, StringComparer.Ordinal))
        {
            Mask(type == DT_DIR ? _maskedFolders : _maskedFiles, child);
            return;
        }

        switch (type)
        {
            case DT_LNK:
                break;
            case DT_DIR when isHidden:
                Mask(_maskedFolders, child);
                break;
            case DT_DIR:
                below.Add(child);
                break;
            case DT_REG when !isHidden:
                if (name.EndsWith(".so", StringComparison.Ordinal)
                    || name.Contains(".so.", StringComparison.Ordinal)
                    || name.EndsWith(".node", StringComparison.Ordinal))
                {
                    _objects.Add(child);
                }

                break;
            default:
                Mask(_maskedFiles, child);
                break;
        }
    }

    private void Mask(List<string> list, string child)
    {
        // A name that is not UTF-8 cannot be passed to bubblewrap.
        Fault ??= child.Contains('\ufffd', StringComparison.Ordinal) ? "contains an entry to be masked whose name is not UTF-8" : null;
        list.Add(child);
        if (_maskedFiles.Count + _maskedFolders.Count > MaximumMasks)
        {
            Fault ??= $"contains more than {MaximumMasks} hidden or special entries";
        }
    }

    private int RecordLengthAt(int entry) => BinaryPrimitives.ReadUInt16LittleEndian(_buffer.AsSpan(entry + RecordLengthOffset));

    private string NameAt(int entry)
    {
        var name = _buffer.AsSpan(entry + NameOffset);
        return Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
    }
}
