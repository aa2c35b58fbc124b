using System.Collections.Immutable;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Code.Toolchains;

/// <summary>What a language needs on the machine.</summary>
public sealed record ToolchainRequirement
{
    /// <summary>Commands looked for on PATH, best first.</summary>
    public required ImmutableArray<string> Commands { get; init; }

    /// <summary>What <c>--version</c> prints before the number.</summary>
    public required string VersionPrefix { get; init; }

    public required Version Minimum { get; init; }

    /// <summary>Name of the package, the same on the distributions that we know.</summary>
    public required string Package { get; init; }

    /// <summary>
    /// Arguments that make the command print the path of the real interpreter; version managers put scripts in its place. Null: never a
    /// script.
    /// </summary>
    public required ImmutableArray<string>? AskForExecutable { get; init; }

    /// <summary>
    /// Arguments that make an interpreter outside <c>/usr</c> print what it needs of its installation, each entry ended by NUL:
    /// <c>folder</c>, <c>optional</c> (a folder) or
    /// <c>file</c>, a space and an absolute path.
    /// </summary>
    public required ImmutableArray<string> AskForFiles { get; init; }
}

/// <summary>An interpreter that the sandbox can start.</summary>
/// <param name="Executable">Its real path.</param>
/// <param name="Binds">What it needs of the host outside <c>/usr</c>, which is always there.</param>
/// <param name="VersionText">As the interpreter prints it.</param>
public sealed record Toolchain(string Executable, ImmutableArray<ReadOnlyBind> Binds, Version Version, string VersionText)
{
    /// <summary>The files that it was found by: when one has changed, it is looked for anew.</summary>
    internal FileSnapshot? Files { get; init; }
}

/// <summary>Whether a language can be used here; one of the two is set.</summary>
/// <param name="Why">Why not, and what was seen.</param>
public sealed record ToolchainState(Toolchain? Toolchain, string? Why, string? Fix);
