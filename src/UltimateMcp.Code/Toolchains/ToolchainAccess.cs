namespace UltimateMcp.Code.Toolchains;

/// <summary>
/// Whether the sandbox can use an executable. Below <c>/usr</c> it always can. Elsewhere its installation, the folder above its <c>bin</c>, is bound
/// read-only: that must not show the user's home or our own, and the uid that the sandbox runs as must be able to read it.
/// </summary>
internal sealed class ToolchainAccess(bool isRoot, IReadOnlyList<string> privateFolders)
{
    private const UnixFileMode OthersReach = UnixFileMode.OtherExecute;
    private const UnixFileMode OthersRun = UnixFileMode.OtherExecute | UnixFileMode.OtherRead;

    /// <summary>Null when it can be used; else why not, fit to follow the path in a sentence.</summary>
    /// <param name="folder">The folder to bind; null below <c>/usr</c>.</param>
    public string? Check(string executable, out string? folder)
    {
        folder = null;
        if (executable.StartsWith("/usr/", StringComparison.Ordinal))
        {
            return null;
        }

        var bin = Path.GetDirectoryName(executable);
        if (Path.GetFileName(bin) != "bin" || Path.GetDirectoryName(bin) is not { Length: > 1 } installation)
        {
            return "is in no installation of its own (…/bin/…), so the sandbox cannot show it";
        }

        if (privateFolders.Any(shown => IsSameOrBelow(shown, installation)))
        {
            return $"would show {installation} to the code, which holds private files";
        }

        if (isRoot && !IsOpenToOthers(executable))
        {
            return "cannot be read by the unprivileged user that the sandbox runs as";
        }

        folder = installation;
        return null;
    }

    private static bool IsSameOrBelow(string path, string folder) =>
        path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static bool IsOpenToOthers(string executable)
    {
        if ((File.GetUnixFileMode(executable) & OthersRun) != OthersRun)
        {
            return false;
        }

        for (var folder = Path.GetDirectoryName(executable); folder is { Length: > 1 }; folder = Path.GetDirectoryName(folder))
        {
            if ((File.GetUnixFileMode(folder) & OthersReach) != OthersReach)
            {
                return false;
            }
        }

        return true;
    }
}
