using System.Collections.Immutable;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>The files that a program needs from its installation.</summary>
/// <param name="Executable">Its real path.</param>
/// <param name="Folders">It does not run without these.</param>
/// <param name="OptionalFolders">Left out if they cannot be bound.</param>
/// <param name="Files">Single files, such as libraries.</param>
public sealed record ProgramFiles(
    string Executable, ImmutableArray<string> Folders, ImmutableArray<string> OptionalFolders, ImmutableArray<string> Files);

/// <summary>
/// Decides which host paths are bound for a program outside <c>/usr</c>: its file, its library folders, and the shared
/// libraries of both, each at its own path. It never binds the installation prefix, a private path, or anything that
/// the sandbox's user cannot read.
/// </summary>
public sealed class BindResolver(PrivatePaths places, SandboxUser user)
{
    internal const int MaximumBinds = 128;

    /// <summary>Folders of the root that are links into <c>/usr</c>, on the host and in the sandbox.</summary>
    private static readonly ImmutableArray<string> UsrLinks = ["/bin", "/lib", "/lib64", "/sbin"];

    /// <summary>Null if everything can be bound; otherwise the first path that cannot, and why.</summary>
    public string? FaultOf(ProgramFiles program, out ImmutableArray<ReadOnlyBind> binds)
    {
        var found = new List<ReadOnlyBind>();
        List<string> objects = [];
        binds = [];
        foreach (var folder in program.Folders.OrderBy(static path => path.Length))
        {
            if (FaultOfFolder(folder, program.Executable, found, objects) is { } fault)
            {
                return fault;
            }
        }

        foreach (var folder in program.OptionalFolders)
        {
            _ = FaultOfFolder(folder, program.Executable, found, objects);
        }

        foreach (var file in program.Files.Prepend(program.Executable).Concat(SharedLibraries.Of(program.Executable, objects)))
        {
            if (FaultOfFile(file, needsExecute: file == program.Executable, found) is { } fault)
            {
                return fault;
            }
        }

        if (found.Count > MaximumBinds)
        {
            return $"{program.Executable} needs {found.Count} files outside /usr; at most {MaximumBinds} can be bound";
        }

        binds = [.. found.OrderBy(static bind => bind.Target, StringComparer.Ordinal)];
        return null;
    }

    /// <summary>
    /// For a folder that is shown whole, with its hidden entries: null if it can be bound at the target, otherwise its
    /// path, and why not. Sockets, pipes, devices and mounts in it are masked.
    /// </summary>
    public string? FaultOfWholeFolder(string folder, string target, out ReadOnlyBind bind)
    {
        bind = new ReadOnlyBind(folder, target, IsFolder: true, [], []);
        if (RealPath.Of(folder) is not { } real)
        {
            return $"{folder} does not exist";
        }

        if (!Directory.Exists(real))
        {
            return $"{folder} is not a folder";
        }

        string? rootMount = null;
        if ((places.FaultOfWholeFolder(real) ?? FaultOfPermissions(real, needsExecute: false, out rootMount)) is { } fault)
        {
            return $"{folder} {fault}";
        }

        var scan = FolderScan.OfWhole(real, user, places.MountsBelow(real));
        bind = BindOf(real, target, scan) with { RootMount = rootMount };
        return scan.Fault is { } entry ? $"{folder} {entry}" : null;
    }

    internal static bool IsBelowUsr(string path) =>
        RealPath.Of(path)?.StartsWith("/usr/", StringComparison.Ordinal) == true && IsNamedBelowUsr(path);

    private static bool IsNamedBelowUsr(string path) =>
        path.StartsWith("/usr/", StringComparison.Ordinal) || UsrLinks.Any(link => MountTable.Below(path, link) is { Length: > 0 });

    private string? FaultOfFolder(string folder, string executable, List<ReadOnlyBind> found, List<string> objects)
    {
        if (!TryLocate(folder, found, out var real, out var target, out var fault))
        {
            return fault is null ? null : $"{folder} {fault}";
        }

        string? rootMount = null;
        fault = Path.GetFileName(real) == "bin" ? "contains programs, not libraries"
            : MountTable.Below(executable, real) is not null ? "contains the interpreter, so it is not a library folder"
            : places.FaultOfFolder(real) ?? FaultOfPermissions(real, needsExecute: false, out rootMount);
        if (fault is not null)
        {
            return $"{folder} {fault}";
        }

        var scan = FolderScan.Of(real, user);
        if (scan.Fault is not null)
        {
            return $"{folder} {scan.Fault}";
        }

        found.Add(BindOf(real, target, scan) with { RootMount = rootMount });
        objects.AddRange(scan.SharedObjects.Select(name => $"{target}/{name}"));
        return null;
    }

    private static ReadOnlyBind BindOf(string real, string target, FolderScan scan) => new(
        real,
        target,
        IsFolder: true,
        [.. scan.MaskedFiles.Select(name => $"{target}/{name}")],
        [.. scan.MaskedFolders.Select(name => $"{target}/{name}")]);

    private string? FaultOfFile(string file, bool needsExecute, List<ReadOnlyBind> found)
    {
        if (!TryLocate(file, found, out var real, out var target, out var fault))
        {
            return fault is null ? null : $"{file} {fault}";
        }

        string? rootMount = null;
        fault = FileStatus.Of(real) is not { IsRegular: true } ? "is not a regular file"
            : places.FaultOfPath(real) ?? FaultOfPermissions(real, needsExecute, out rootMount);
        if (fault is not null)
        {
            return $"{file} {fault}";
        }

        found.Add(new ReadOnlyBind(real, target, IsFolder: false, [], []) { RootMount = rootMount });
        return null;
    }

    /// <summary>False if nothing has to be bound: the path is visible already, or it cannot be bound.</summary>
    private bool TryLocate(string path, List<ReadOnlyBind> found, out string real, out string target, out string? fault)
    {
        target = "";
        real = RealPath.Of(path) ?? "";
        fault = real.Length == 0 ? "does not exist" : null;
        if (fault is not null)
        {
            return false;
        }

        var own = Path.GetFullPath(path, "/");
        if (IsNamedBelowUsr(own))
        {
            if (real.StartsWith("/usr/", StringComparison.Ordinal))
            {
                fault = places.FaultOfPath(real);
                return false;
            }

            // A link in /usr points outside it.
            own = real;
        }

        // A link in a bound folder may point outside it.
        var shown = BindHolding(own, found);
        if (shown is not null && MountTable.Below(real, shown.Source) is null)
        {
            own = real;
            shown = BindHolding(own, found);
        }

        target = own;
        return shown is null && !(own == real && real.StartsWith("/usr/", StringComparison.Ordinal));
    }

    private static ReadOnlyBind? BindHolding(string path, List<ReadOnlyBind> found) =>
        found.Find(bind => MountTable.Below(path, bind.Target) is { } relative && (relative.Length == 0 || bind.IsFolder));

    /// <summary>Null if the sandbox's user can read it, by its path or by a mount of root's.</summary>
    private string? FaultOfPermissions(string real, bool needsExecute, out string? rootMount)
    {
        rootMount = null;
        if (!user.IsUnprivileged)
        {
            return null;
        }

        const string Closed = "cannot be read by the unprivileged user that the sandbox runs as";
        if (FileStatus.Of(real) is not { } status || !(needsExecute ? user.CanExecute(status) : user.CanRead(status)))
        {
            return $"{Closed}; this lets it: chmod -R o+rX {real}";
        }

        var below = real;
        for (var folder = Path.GetDirectoryName(real); folder is { Length: > 1 }; folder = Path.GetDirectoryName(folder))
        {
            if (FileStatus.Of(folder) is not { } parent || !user.CanEnter(parent))
            {
                rootMount = below;
                return user.CanMount ? null : $"{Closed}: it cannot enter {folder}; this lets it: chmod o+x {folder}";
            }

            below = folder;
        }

        return null;
    }
}
