using System.Collections.Immutable;

namespace UltimateMcp.Code.Toolchains;

/// <summary>What a language needs on the machine.</summary>
public sealed record ToolchainNeed
{
    /// <summary>Commands looked for on PATH, best first.</summary>
    public required ImmutableArray<string> Commands { get; init; }

    /// <summary>What <c>--version</c> prints before the number.</summary>
    public required string VersionPrefix { get; init; }

    public required Version Minimum { get; init; }

    /// <summary>Name of the package, the same on the distributions that we know.</summary>
    public required string Package { get; init; }

    /// <summary>Arguments that make the command print the path of the real interpreter; version managers put scripts in its place. Null: never a script.</summary>
    public required ImmutableArray<string>? AskForExecutable { get; init; }
}

/// <summary>An interpreter that the sandbox can start.</summary>
/// <param name="Executable">Its real path.</param>
/// <param name="Folder">The installation to bind read-only; null when it lies below <c>/usr</c>, which is always there.</param>
/// <param name="VersionText">As the interpreter prints it.</param>
public sealed record Toolchain(string Executable, string? Folder, Version Version, string VersionText);

/// <summary>Whether a language can be used here; one of the two is set.</summary>
/// <param name="Why">Why not, and what was seen.</param>
public sealed record ToolchainState(Toolchain? Toolchain, string? Why, string? Fix);
