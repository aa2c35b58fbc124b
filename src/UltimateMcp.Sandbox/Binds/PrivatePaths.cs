using System.Collections.Immutable;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>
/// The host paths that no program may see: home directories, the server's own folders, and the folders that contain
/// them. A path is resolved through links and mounts and compared by device and inode, never by its text. A folder
/// <em>in</em> a home may be bound, such as an interpreter's library; a home, or a folder that contains one, may not.
/// </summary>
public sealed class PrivatePaths
{
    /// <summary>Never bound as such: no interpreter owns all that is in them.</summary>
    private static readonly ImmutableArray<string> Roots =
    [
        "/", "/boot", "/dev", "/dev/shm", "/etc", "/home", "/media", "/mnt", "/opt", "/proc", "/root", "/run", "/srv", "/sys", "/tmp",
        "/usr", "/usr/local", "/var", "/var/lib", "/var/tmp",
    ];

    /// <summary>Nothing below these is bound either.</summary>
    private static readonly ImmutableArray<string> ClosedRoots = ["/etc", "/proc", "/sys", "/dev"];

    /// <summary>A home that contains these belongs to the system, not to a person: it cannot be hidden.</summary>
    private static readonly ImmutableArray<string> SystemFolders = ["/usr/bin", "/usr/lib", "/usr/sbin", "/usr/share"];

    private readonly MountTable _mounts;
    private readonly HashSet<string> _ancestors = new(StringComparer.Ordinal);
    private readonly HashSet<FileIdentity> _ancestorIdentities = [];
    private readonly HashSet<FileIdentity> _closed;

    private PrivatePaths(MountTable mounts, IEnumerable<string> own)
    {
        _mounts = mounts;
        ImmutableArray<string> ownFolders = [.. own.Select(RealName).Distinct(StringComparer.Ordinal)];
        foreach (var name in ownFolders.SelectMany(name => mounts.NamesOf(name)).Concat(UserHomes.OfAll().Concat(Roots).Select(RealName)))
        {
            AddAncestorsOf(name);
        }

        _closed = [.. ClosedRoots.Select(static root => FileStatus.Of(root)?.Identity).OfType<FileIdentity>()];
        BelowUsr =
        [
            .. ownFolders.SelectMany(folder => mounts.NamesOf(folder).Concat(mounts.MountPointsOfSubfolders(folder)))
                .Distinct(StringComparer.Ordinal)
                .Where(IsHiddenBelowUsr)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Paths below <c>/usr</c> that lead to a private folder. All of <c>/usr</c> is bound, so each must be masked.</summary>
    internal ImmutableArray<string> BelowUsr { get; }

    /// <param name="own">Folders of the server and its user; they may not exist yet.</param>
    public static PrivatePaths Find(IEnumerable<string> own) => new(MountTable.Read(), own);

    internal static PrivatePaths Find(IEnumerable<string> own, MountTable mounts) => new(mounts, own);

    /// <summary>Null if the folder may be bound; otherwise the reason, worded to follow the path in a sentence.</summary>
    /// <param name="realFolder">Without links.</param>
    internal string? FaultOfFolder(string realFolder) =>
        FaultOfWholeFolder(realFolder)
        ?? (_mounts.MountBelow(realFolder) is { } point ? $"has another file system below it, at {point}" : null);

    /// <summary>Like <see cref="FaultOfFolder"/>, for a folder below which mounts are masked.</summary>
    internal string? FaultOfWholeFolder(string realFolder) =>
        _ancestors.Contains(realFolder) || (FileStatus.Of(realFolder) is { } folder && _ancestorIdentities.Contains(folder.Identity))
            ? "is a folder of the system, or is or contains a home or another private folder, which the code must not see"
            : FaultOfPath(realFolder);

    /// <summary>
    /// Null if the settings may share the folder with programs; otherwise the reason, worded to follow the path. A folder
    /// that does not exist may be shared: it may come later.
    /// </summary>
    public string? FaultOfShared(string folder) => FaultOfWholeFolder(RealName(folder));

    /// <summary>Relative paths of the mount points below a folder, without those below another.</summary>
    internal ImmutableArray<string> MountsBelow(string realFolder)
    {
        List<string> found = [];
        foreach (var point in _mounts.MountPointsBelow(realFolder).Order(StringComparer.Ordinal))
        {
            var relative = MountTable.Below(point, realFolder)!;
            if (!found.Exists(upper => MountTable.Below(relative, upper) is not null))
            {
                found.Add(relative);
            }
        }

        return [.. found];
    }

    /// <summary>Like <see cref="FaultOfFolder"/>, for a single file.</summary>
    internal string? FaultOfPath(string realPath)
    {
        for (var place = realPath; place.Length > 1; place = Path.GetDirectoryName(place)!)
        {
            if (FileStatus.Of(place) is { } status && _closed.Contains(status.Identity))
            {
                return $"is in {place}, which is never bound";
            }
        }

        return BelowUsr.Any(hidden => MountTable.Below(realPath, hidden) is not null)
            ? "is in a private folder below /usr, which is masked"
            : null;
    }

    private static string RealName(string folder) => RealPath.Of(folder) ?? (folder.TrimEnd('/') is { Length: > 0 } name ? name : "/");

    private void AddAncestorsOf(string name)
    {
        for (var folder = name; folder is { Length: > 0 } && _ancestors.Add(folder); folder = Path.GetDirectoryName(folder))
        {
            if (FileStatus.Of(folder) is { } status)
            {
                _ancestorIdentities.Add(status.Identity);
            }
        }
    }

    private static bool IsHiddenBelowUsr(string name) =>
        MountTable.Below(name, "/usr") is { Length: > 0 }
        && Directory.Exists(name)
        && !SystemFolders.Any(folder => MountTable.Below(folder, name) is not null || FileStatus.Of(folder) == FileStatus.Of(name));
}
