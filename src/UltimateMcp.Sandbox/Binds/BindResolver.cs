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
/// <param name="asUnprivileged">The sandbox runs as an unprivileged user, not as the server's user.</param>
public sealed class BindResolver(PrivatePaths places, bool asUnprivileged)
{
    internal const int MaximumBinds = 128;

    private const UnixFileMode OthersExecute = UnixFileMode.OtherExecute;
    private const UnixFileMode OthersRead = UnixFileMode.OtherRead;

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
            if (FaultOfFile(file, file == program.Executable ? OthersRead | OthersExecute : OthersRead, found) is { } fault)
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

        fault = Path.GetFileName(real) == "bin" ? "contains programs, not libraries"
            : MountTable.Below(executable, real) is not null ? "contains the interpreter, so it is not a library folder"
            : places.FaultOfFolder(real) ?? FaultOfPermissions(real, OthersRead | OthersExecute);
        if (fault is not null)
        {
            return $"{folder} {fault}";
        }

        var scan = FolderScan.Of(real);
        if (scan.Fault is not null)
        {
            return $"{folder} {scan.Fault}";
        }

        found.Add(new ReadOnlyBind(
            real,
            target,
            IsFolder: true,
            [.. scan.MaskedFiles.Select(name => $"{target}/{name}")],
            [.. scan.MaskedFolders.Select(name => $"{target}/{name}")]));
        objects.AddRange(scan.SharedObjects.Select(name => $"{target}/{name}"));
        return null;
    }

    private string? FaultOfFile(string file, UnixFileMode needed, List<ReadOnlyBind> found)
    {
        if (!TryLocate(file, found, out var real, out var target, out var fault))
        {
            return fault is null ? null : $"{file} {fault}";
        }

        fault = FileStatus.Of(real) is not { IsRegular: true } ? "is not a regular file"
            : places.FaultOfPath(real) ?? FaultOfPermissions(real, needed);
        if (fault is not null)
        {
            return $"{file} {fault}";
        }

        found.Add(new ReadOnlyBind(real, target, IsFolder: false, [], []));
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

    /// <summary>The unprivileged user has only the permissions of others.</summary>
    private string? FaultOfPermissions(string real, UnixFileMode needed)
    {
        if (!asUnprivileged)
        {
            return null;
        }

        const string Closed = "cannot be read by the unprivileged user that the sandbox runs as";
        if (!File.GetUnixFileMode(real).HasFlag(needed))
        {
            return Closed;
        }

        for (var folder = Path.GetDirectoryName(real); folder is { Length: > 1 }; folder = Path.GetDirectoryName(folder))
        {
            if (!File.GetUnixFileMode(folder).HasFlag(OthersExecute))
            {
                return $"{Closed}: it cannot enter {folder}";
            }
        }

        return null;
    }
}
