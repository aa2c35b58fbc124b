using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>
/// The mounts that the server sees, from proc_pid_mountinfo(5). A file has one path through each mount whose root
/// contains it, so a bind mount gives a folder a second path that no link reveals.
/// </summary>
internal sealed partial class MountTable(ImmutableArray<Mount> mounts)
{
    private const int DeviceColumn = 2;
    private const int RootColumn = 3;
    private const int MountPointColumn = 4;

    internal static MountTable Read() => Parse(File.ReadAllText("/proc/self/mountinfo"));

    internal static MountTable Parse(string text) => new(
    [
        .. text.Split('\n').Select(static line => line.Split(' ')).Where(static fields => fields.Length > MountPointColumn)
            .Select(static fields => new Mount(fields[DeviceColumn], Unescape(fields[RootColumn]), Unescape(fields[MountPointColumn]))),
    ]);

    /// <summary>The file system of a path without links, and its path in that file system. Null if no mount contains it.</summary>
    internal (string Device, string Path)? LocationOf(string realPath)
    {
        // Of two mounts at one mount point, the later one hides the earlier one.
        var mount = mounts.Where(mount => Below(realPath, mount.MountPoint) is not null)
            .Reverse()
            .MaxBy(static mount => mount.MountPoint.Length);
        return mount is null ? null : (mount.Device, Join(mount.Root, Below(realPath, mount.MountPoint)!));
    }

    /// <summary>All paths that lead to a path without links, itself first.</summary>
    internal ImmutableArray<string> NamesOf(string realPath)
    {
        if (LocationOf(realPath) is not { } place)
        {
            return [realPath];
        }

        var shown = mounts.Where(mount => mount.Device == place.Device)
            .Select(mount => Below(place.Path, mount.Root) is { } relative ? Join(mount.MountPoint, relative) : null)
            .OfType<string>();
        return [.. shown.Prepend(realPath).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The mount points of subfolders of a folder.</summary>
    internal IEnumerable<string> MountPointsOfSubfolders(string realFolder) => LocationOf(realFolder) is not { } place
        ? []
        : mounts.Where(mount => mount.Device == place.Device && Below(mount.Root, place.Path) is { Length: > 0 })
            .Select(static mount => mount.MountPoint);

    /// <summary>A mount point below a folder, if there is one: binding the folder would also bind that.</summary>
    internal string? MountBelow(string realFolder) => MountPointsBelow(realFolder).FirstOrDefault();

    /// <summary>The mount points below a folder.</summary>
    internal IEnumerable<string> MountPointsBelow(string realFolder) =>
        mounts.Select(static mount => mount.MountPoint).Where(point => Below(point, realFolder) is { Length: > 0 });

    /// <summary>The path relative to a folder: empty for the folder itself, null if it is not below the folder.</summary>
    internal static string? Below(string path, string folder) =>
        path == folder ? ""
        : folder == "/" ? path[1..]
        : path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal)
            ? path[(folder.Length + 1)..]
        : null;

    internal static string Join(string folder, string relative) =>
        relative.Length == 0 ? folder : folder == "/" ? "/" + relative : $"{folder}/{relative}";

    /// <summary>Escapes a path like mountinfo does, so that it can be compared with what a program reads there.</summary>
    internal static string Escape(string path) =>
        path.Replace(@"\", @"\134", StringComparison.Ordinal).Replace(" ", @"\040", StringComparison.Ordinal)
            .Replace("\t", @"\011", StringComparison.Ordinal).Replace("\n", @"\012", StringComparison.Ordinal);

    private static string Unescape(string field) =>
        Escaped().Replace(field, static match => ((char)Octal(match.ValueSpan[1..])).ToString());

    private static int Octal(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = (value * 8) + CharUnicodeInfo.GetDecimalDigitValue(digit);
        }

        return value;
    }

    [GeneratedRegex(@"\\[0-7]{3}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escaped();
}

/// <param name="Device">Major and minor number.</param>
/// <param name="Root">The folder of the file system that is mounted.</param>
/// <param name="MountPoint">Where it is mounted.</param>
internal sealed record Mount(string Device, string Root, string MountPoint);
