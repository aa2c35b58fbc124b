using System.Collections.Immutable;
using System.Text.RegularExpressions;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Setup;

namespace UltimateMcp.Code.Toolchains;

/// <summary>
/// Finds an interpreter: tries each command in each folder of PATH and of the system, resolves links and version
/// managers' scripts to the real executable, and takes the first that is new enough and usable inside the sandbox.
/// </summary>
internal sealed partial class ToolchainSearch(BindResolver bindResolver, string searchPath)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly string[] SystemFolders = ["/usr/local/bin", "/usr/bin", "/bin"];

    public async Task<ToolchainState> FindAsync(ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        List<string> rejected = [];
        foreach (var candidate in Candidates(requirement))
        {
            var executable = await RealExecutableAsync(candidate, requirement, cancellationToken);
            if (executable is null)
            {
                continue;
            }

            if (await VersionOfAsync(executable, requirement, cancellationToken) is not { } version)
            {
                rejected.Add($"{executable} did not print its version");
                continue;
            }

            if (version.Number < requirement.Minimum)
            {
                rejected.Add($"{executable} is version {version.Text}, older than {requirement.Minimum}");
                continue;
            }

            if (await FilesOfAsync(executable, requirement, cancellationToken) is not { } files)
            {
                rejected.Add($"{executable} did not print which files it needs");
                continue;
            }

            if (bindResolver.FaultOf(files, out var binds) is { } fault)
            {
                rejected.Add(fault);
                continue;
            }

            var found = new Toolchain(executable, binds, version.Number, version.Text)
            {
                Files = SnapshotOf(candidate, executable, binds),
            };
            return new ToolchainState(found, null, null);
        }

        var why = rejected.Count == 0
            ? $"no {string.Join(" or ", requirement.Commands)} was found on PATH"
            : string.Join("; ", rejected.Distinct(StringComparer.Ordinal));
        return new ToolchainState(null, why, InstallCommand.For(requirement.Package));
    }

    private static FileSnapshot SnapshotOf(string candidate, string executable, ImmutableArray<ReadOnlyBind> binds)
    {
        // The stamp of a link includes its target; that of a version manager's script does not.
        IEnumerable<string> executables = RealPath.Of(candidate) == executable ? [candidate] : [candidate, executable];
        return FileSnapshot.Of([.. executables, .. binds.Select(static bind => bind.Source)]);
    }

    private IEnumerable<string> Candidates(ToolchainRequirement requirement) =>
        from folder in searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Concat(SystemFolders)
            .Distinct(StringComparer.Ordinal)
        from command in requirement.Commands
        let candidate = Path.Combine(folder, command)
        where File.Exists(candidate)
        select candidate;

    private static async Task<string?> RealExecutableAsync(
        string candidate, ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        var path = RealPath.Of(candidate);
        if (path is null || !IsScript(path))
        {
            return path;
        }

        if (requirement.ExecutableQuery is not { } query)
        {
            return null;
        }

        var result = await HostProgram.RunAsync(path, query, Timeout, cancellationToken);
        var output = result is { ExitCode: 0 } ? result.StandardOutput.Trim() : "";
        return Path.IsPathFullyQualified(output) && File.Exists(output) && RealPath.Of(output) is { } real && !IsScript(real) ? real : null;
    }

    private static bool IsScript(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            Span<byte> start = stackalloc byte[2];
            return RandomAccess.Read(file, start, 0) == 2 && start.SequenceEqual("#!"u8);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<(Version Number, string Text)?> VersionOfAsync(
        string executable, ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        var result = await HostProgram.RunAsync(executable, ["--version"], Timeout, cancellationToken);
        if (result is not { ExitCode: 0 } || !result.StandardOutput.StartsWith(requirement.VersionPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var number = Number().Match(result.StandardOutput, requirement.VersionPrefix.Length);
        return number.Success ? (Version.Parse(number.Value), number.Value) : null;
    }

    /// <summary><c>/usr</c> is visible as a whole, so nothing has to be queried.</summary>
    private static async Task<ProgramFiles?> FilesOfAsync(
        string executable, ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        if (executable.StartsWith("/usr/", StringComparison.Ordinal))
        {
            return new ProgramFiles(executable, [], [], []);
        }

        var result = await HostProgram.RunAsync(executable, requirement.FilesQuery, Timeout, cancellationToken);
        return result is { ExitCode: 0 } ? ReadFiles(executable, result.StandardOutput) : null;
    }

    /// <summary>Null if an entry is invalid.</summary>
    internal static ProgramFiles? ReadFiles(string executable, string output)
    {
        var entries = output.Split('\0')[..^1]
            .Select(static entry => entry.Split(' ', 2))
            .ToLookup(static entry => entry[0], static entry => entry[^1], StringComparer.Ordinal);
        return entries.All(static kind => kind.Key is "folder" or "optional" or "file" && kind.All(Path.IsPathFullyQualified))
            ? new ProgramFiles(executable, [.. entries["folder"]], [.. entries["optional"]], [.. entries["file"]])
            : null;
    }

    [GeneratedRegex(@"\G\d{1,6}\.\d{1,6}(\.\d{1,6})?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
