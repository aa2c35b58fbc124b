using System.Collections.Immutable;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Code.Toolchains;

/// <summary>The interpreter that a language requires.</summary>
public sealed record ToolchainRequirement
{
    /// <summary>Commands to search for on PATH, best first.</summary>
    public required ImmutableArray<string> Commands { get; init; }

    /// <summary>What <c>--version</c> prints before the number.</summary>
    public required string VersionPrefix { get; init; }

    public required Version Minimum { get; init; }

    /// <summary>Name of the package, the same on all supported distributions.</summary>
    public required string Package { get; init; }

    /// <summary>
    /// Arguments that make a version manager's script print the path of the real interpreter. Null: scripts are not
    /// followed.
    /// </summary>
    public required ImmutableArray<string>? ExecutableQuery { get; init; }

    /// <summary>
    /// Arguments that make an interpreter outside <c>/usr</c> print the files it needs. Each entry is <c>folder</c>,
    /// <c>optional</c> (a folder) or <c>file</c>, a space and an absolute path, terminated by NUL.
    /// </summary>
    public required ImmutableArray<string> FilesQuery { get; init; }
}

/// <summary>An interpreter that the sandbox can start.</summary>
/// <param name="Executable">Its real path.</param>
/// <param name="Binds">The host paths that it needs outside <c>/usr</c>, which is always mounted.</param>
/// <param name="VersionText">As the interpreter prints it.</param>
public sealed record Toolchain(string Executable, ImmutableArray<ReadOnlyBind> Binds, Version Version, string VersionText)
{
    /// <summary>A snapshot of its files. If one has changed, the interpreter is searched for again.</summary>
    internal FileSnapshot? Files { get; init; }
}

/// <summary>The result of a search: a toolchain, or why there is none.</summary>
/// <param name="Why">Why there is none, with what was found.</param>
public sealed record ToolchainState(Toolchain? Toolchain, string? Why, string? Fix);
