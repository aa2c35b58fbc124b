using System.Collections.Immutable;
using UltimateMcp.Primitives.Settings;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Code.Toolchains;

/// <summary>The interpreter that a language requires.</summary>
public sealed record ToolchainRequirement
{
    /// <summary>Commands to search for on PATH, best first.</summary>
    public required ImmutableArray<string> Commands { get; init; }

    /// <summary>Further folders to search, after those of PATH.</summary>
    public ImmutableArray<string> Folders { get; init; } = [];

    /// <summary>
    /// Arguments that make it print its version. In these and in <see cref="FilesQuery"/>, the path of a shipped folder
    /// in the sandbox stands for its path outside.
    /// </summary>
    public ImmutableArray<string> VersionQuery { get; init; } = ["--version"];

    /// <summary>What it prints before the number.</summary>
    public required string VersionPrefix { get; init; }

    /// <summary>What is wrong with an interpreter that does not print its version.</summary>
    public string NoVersion { get; init; } = "did not print its version";

    public required Version Minimum { get; init; }

    /// <summary>Name of the package, the same on all distributions that have it.</summary>
    public required string Package { get; init; }

    /// <summary>Where to get it if the distribution has no such package. Null: all supported ones have it.</summary>
    public string? DownloadPage { get; init; }

    /// <summary>
    /// Arguments that make a version manager's program print the path of the real interpreter. Null: only links are
    /// followed.
    /// </summary>
    public required ImmutableArray<string>? ExecutableQuery { get; init; }

    /// <summary>
    /// Arguments that make an interpreter print the files it needs. Each entry is a kind, a space and an absolute path,
    /// terminated by NUL; see <see cref="InstalledFiles"/>.
    /// </summary>
    public required ImmutableArray<string> FilesQuery { get; init; }

    /// <summary>The setting that names the interpreter; null if there is none.</summary>
    public PathSetting? InterpreterSetting { get; init; }

    /// <summary>A folder of packages that a setting names, and where it appears in the sandbox.</summary>
    public PackageFolderSetting? PackageFolder { get; init; }

    /// <summary>Lists the packages in a folder of packages. Null: the language has none.</summary>
    public PackageReader? ReadPackages { get; init; }

    /// <summary>Folders of the product that the language's worker needs.</summary>
    public ImmutableArray<ShippedFolder> Shipped { get; init; } = [];
}

/// <param name="Target">Absolute path in the sandbox.</param>
public sealed record PackageFolderSetting(PathSetting Setting, string Target);

/// <summary>A folder that ships beside the server and is bound read-only in the sandbox.</summary>
/// <param name="Name">Relative path below <see cref="ToolchainOptions.ProductFolder"/>.</param>
/// <param name="Target">Absolute path in the sandbox.</param>
public sealed record ShippedFolder(string Name, string Target);

/// <summary>An interpreter that the sandbox can start.</summary>
/// <param name="Executable">The path by which it is started: its real path, or a link in an environment.</param>
/// <param name="Binds">The host paths that it needs outside <c>/usr</c>, which is always mounted.</param>
/// <param name="VersionText">As the interpreter prints it.</param>
public sealed record Toolchain(string Executable, ImmutableArray<ReadOnlyBind> Binds, Version Version, string VersionText)
{
    /// <summary>The links of an environment to its interpreter.</summary>
    public ImmutableArray<SandboxLink> Links { get; init; } = [];

    /// <summary>The folders of the product that it needs.</summary>
    public ImmutableArray<ReadOnlyBind> Shipped { get; init; } = [];

    /// <summary>The packages that it can import.</summary>
    public PackageList Packages { get; init; } = PackageList.None;

    /// <summary>Why interpreters that come earlier on PATH are not used, one sentence part each.</summary>
    public ImmutableArray<string> PassedOver { get; init; } = [];

    /// <summary>What it imports before each program.</summary>
    public WarmImports WarmImports { get; init; } = WarmImports.None;

    /// <summary>A snapshot of its files. If one has changed, the interpreter is searched for again.</summary>
    internal FileSnapshot? Files { get; init; }
}

/// <summary>The result of a search: a toolchain, or why there is none.</summary>
/// <param name="Why">Why there is none, with what was found.</param>
public sealed record ToolchainState(Toolchain? Toolchain, string? Why, string? Fix)
{
    /// <summary>A setting names something that cannot be used.</summary>
    public bool IsMisconfigured { get; init; }
}
