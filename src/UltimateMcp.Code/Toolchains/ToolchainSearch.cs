using System.Collections.Immutable;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Setup;

namespace UltimateMcp.Code.Toolchains;

/// <summary>
/// Finds an interpreter: the one that a setting names, or the first on PATH and in the system's folders that is new
/// enough and usable inside the sandbox.
/// </summary>
internal sealed class ToolchainSearch(BindResolver bindResolver, ToolchainOptions options, RunningSearches running)
{
    private static readonly string[] SystemFolders = ["/usr/local/bin", "/usr/bin", "/bin"];

    public async Task<ToolchainState> FindAsync(ToolchainRequirement required, CancellationToken cancellationToken)
    {
        var requirement = required with
        {
            VersionQuery = Outside(required.VersionQuery, required),
            FilesQuery = Outside(required.FilesQuery, required),
        };
        if (FaultOfShipped(requirement, out var shipped) is { } missing)
        {
            return new ToolchainState(null, missing, "Install the server again, with all of its files.");
        }

        if (FaultOfPackageFolder(requirement, out var packageFolder) is { } closed)
        {
            return Unusable(requirement.PackageFolder!.Setting.Name, closed);
        }

        var state = await running.JoinAsync(required, () => FindInterpreterAsync(requirement, cancellationToken));
        return state.Toolchain is { } found ? state with { Toolchain = Complete(found, packageFolder, shipped) } : state;
    }

    private Task<ToolchainState> FindInterpreterAsync(ToolchainRequirement requirement, CancellationToken cancellationToken) =>
        requirement.InterpreterSetting is { } setting && options.Configured.Of(setting) is { Length: > 0 } path
            ? TryConfiguredAsync(setting.Name, path, requirement, cancellationToken)
            : SearchAsync(requirement, cancellationToken);

    /// <summary>The arguments with the shipped folders' paths outside the sandbox.</summary>
    private ImmutableArray<string> Outside(ImmutableArray<string> arguments, ToolchainRequirement requirement) =>
    [
        .. arguments.Select(argument => requirement.Shipped.Aggregate(argument, (text, folder) =>
            text.StartsWith(folder.Target + "/", StringComparison.Ordinal)
                ? Path.Combine(options.ProductFolder, folder.Name) + text[folder.Target.Length..]
                : text)),
    ];

    private static ToolchainState Unusable(string setting, string fault) =>
        new(null, $"{setting}: {fault}", $"Correct {setting}, or remove it.") { IsMisconfigured = true };

    private static Toolchain Complete(
        Toolchain toolchain, ImmutableArray<ReadOnlyBind> packageFolder, ImmutableArray<ReadOnlyBind> shipped) =>
        toolchain with
        {
            Binds = toolchain.Binds.AddRange(packageFolder),
            Shipped = shipped,
            Files = toolchain.Files?.With(packageFolder.AddRange(shipped).Select(static bind => bind.Source)),
        };

    private async Task<ToolchainState> TryConfiguredAsync(
        string setting, string path, ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        var commands = Directory.Exists(path)
            ? [.. requirement.Commands.Select(command => Path.Combine(path, "bin", command)).Where(File.Exists)]
            : File.Exists(path) ? (ImmutableArray<string>)[path] : [];
        if (commands.IsEmpty)
        {
            var places = string.Join(" or ", requirement.Commands.Select(static command => "bin/" + command));
            return Unusable(setting, Directory.Exists(path) ? $"the folder {path} has no {places}" : $"{path} does not exist");
        }

        var (toolchain, fault) = await TryAsync(commands[0], requirement, cancellationToken);
        return toolchain is null
            ? Unusable(setting, fault ?? $"{commands[0]} is not an interpreter that can be started")
            : new ToolchainState(toolchain, null, null);
    }

    private async Task<ToolchainState> SearchAsync(ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        List<string> passedOver = [];
        foreach (var candidate in Candidates(requirement))
        {
            var (toolchain, fault) = await TryAsync(candidate, requirement, cancellationToken);
            if (toolchain is not null)
            {
                return new ToolchainState(toolchain with { PassedOver = [.. passedOver] }, null, null);
            }

            if (fault is not null && !passedOver.Contains(fault, StringComparer.Ordinal))
            {
                passedOver.Add(fault);
            }
        }

        var why = passedOver.Count == 0
            ? $"no {string.Join(" or ", requirement.Commands)} was found on PATH"
            : string.Join("; ", passedOver);
        var fix = InstallCommand.For(requirement.Package);
        return new ToolchainState(
            null, why, requirement.DownloadPage is { } page ? $"{fix} (if there is no such package: {page})" : fix);
    }

    private IEnumerable<string> Candidates(ToolchainRequirement requirement) =>
        from folder in options.SearchPath.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Concat(SystemFolders)
            .Concat(requirement.Folders)
            .Distinct(StringComparer.Ordinal)
        from command in requirement.Commands
        let candidate = Path.Combine(folder, command)
        where File.Exists(candidate)
        select candidate;

    /// <summary>The toolchain, or what is wrong with it; neither if the candidate is no interpreter.</summary>
    private async Task<(Toolchain? Toolchain, string? Fault)> TryAsync(
        string candidate, ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        if (await InterpreterQuery.ExecutableAsync(candidate, requirement, cancellationToken) is not { } executable)
        {
            return (null, null);
        }

        if (await InterpreterQuery.VersionAsync(executable, requirement, cancellationToken) is not { } version)
        {
            return (null, $"{executable} {requirement.NoVersion}");
        }

        if (version.Number < requirement.Minimum)
        {
            return (null, $"{executable} is version {version.Text}, older than {requirement.Minimum}");
        }

        if (await InterpreterQuery.FilesAsync(executable, requirement, cancellationToken) is not { } installed)
        {
            return (null, $"{executable} did not print which files it needs");
        }

        return bindResolver.FaultOf(installed.Files, out var binds) is { } fault
            ? (null, fault)
            : (Found(requirement, candidate, executable, installed, binds, version), null);
    }

    private Toolchain Found(
        ToolchainRequirement requirement,
        string candidate,
        string executable,
        InstalledFiles installed,
        ImmutableArray<ReadOnlyBind> binds,
        (Version Number, string Text) version)
    {
        var real = installed.Files.Executable;
        var folders = ConfiguredPackageFolder(requirement) is { } configured ? installed.Packages.Add(configured) : installed.Packages;
        return new Toolchain(installed.Links.IsEmpty ? real : installed.Links[0], binds, version.Number, version.Text)
        {
            Links = [.. installed.Links.Select(link => new SandboxLink(link, real))],
            Packages = requirement.ReadPackages is { } read ? new PackageList(folders, read) : PackageList.None,

            // The stamp of a link includes its target; that of a version manager's program does not.
            Files = FileSnapshot.Of([candidate, executable, real, .. binds.Select(static bind => bind.Source)]),
        };
    }

    private string? ConfiguredPackageFolder(ToolchainRequirement requirement) =>
        requirement.PackageFolder is { } folder && options.Configured.Of(folder.Setting) is { Length: > 0 } path ? path : null;

    private string? FaultOfPackageFolder(ToolchainRequirement requirement, out ImmutableArray<ReadOnlyBind> binds)
    {
        binds = [];
        if (ConfiguredPackageFolder(requirement) is not { } path)
        {
            return null;
        }

        var fault = bindResolver.FaultOfWholeFolder(path, requirement.PackageFolder!.Target, out var bind);
        binds = [bind];
        return fault;
    }

    private string? FaultOfShipped(ToolchainRequirement requirement, out ImmutableArray<ReadOnlyBind> binds)
    {
        var found = ImmutableArray.CreateBuilder<ReadOnlyBind>(requirement.Shipped.Length);
        binds = [];
        foreach (var folder in requirement.Shipped)
        {
            if (bindResolver.FaultOfWholeFolder(Path.Combine(options.ProductFolder, folder.Name), folder.Target, out var bind) is { } fault)
            {
                return fault;
            }

            found.Add(bind with { IsShipped = true });
        }

        binds = found.ToImmutable();
        return null;
    }
}
