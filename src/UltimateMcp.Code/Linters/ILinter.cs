using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Linters;

/// <summary>
/// Lints the code of one language. It never runs the code. A crash or a timeout of the linter is a finding
/// (<see cref="LinterFault"/>), not an exception.
/// </summary>
public interface ILinter
{
    /// <summary>What the verdict depends on besides the code and its files. It starts nothing.</summary>
    /// <exception cref="CodeException">The language cannot be linted here.</exception>
    Task<LinterIdentity> IdentifyAsync(CancellationToken cancellationToken);

    /// <exception cref="CodeException">A configuration among the files is refused.</exception>
    /// <exception cref="SandboxException">There is no sandbox, or it failed.</exception>
    Task<LinterReport> LintAsync(LintInput input, CancellationToken cancellationToken);
}

/// <param name="Files">Further files of the caller.</param>
public sealed record LintInput(LintSource Source, ImmutableArray<ScratchFile> Files)
{
    /// <summary>All files, the code first.</summary>
    /// <param name="mainFile">Path of the code, which none of the others has.</param>
    /// <param name="text">The code, as the linter is to get it.</param>
    internal ImmutableArray<ScratchFile> Project(string mainFile, string text) =>
        [File(mainFile, Encoding.UTF8.GetBytes(text)), .. Files];

    /// <param name="path">A relative path of ours.</param>
    internal static ScratchFile File(string path, ReadOnlyMemory<byte> content) => ScratchPath.TryParse(path, out var parsed, out var fault)
        ? new ScratchFile(parsed, content)
        : throw new ArgumentException($"The path \"{path}\" {fault}.", nameof(path));
}

/// <summary>The linters at work, as a reply names them.</summary>
/// <param name="Name">Several are joined by <c> + </c>.</param>
/// <param name="Version">Likewise.</param>
/// <param name="Configuration">Where the rules come from: <c>built in</c>, or the names of the files.</param>
public sealed record LinterName(string Name, string Version, string Configuration)
{
    public const string BuiltIn = "built in";
}

/// <summary>Whether a language can be linted here.</summary>
/// <param name="Linter">Null if it cannot.</param>
/// <param name="Lack">What is missing; null if nothing is.</param>
public sealed record LinterState(LinterName? Linter, LinterLack? Lack);

/// <param name="Why">What is missing, as a sentence.</param>
/// <param name="Fix">What to do.</param>
public sealed record LinterLack(string Why, string Fix);

/// <param name="Environment">Further things that a verdict depends on, such as the interpreter and its packages.</param>
/// <param name="Lack">A linter that is missing beside those at work.</param>
public sealed record LinterIdentity(LinterName Linter, string Environment, LinterLack? Lack = null);

/// <param name="Findings">In any order.</param>
/// <param name="IsComplete">False after a crash or a timeout: the next call may succeed, so it is not cached.</param>
public sealed record LinterReport(
    LinterName Linter, ImmutableArray<Finding> Findings, SourceStructure Structure, bool IsComplete = true);

/// <summary>What the code defines and imports.</summary>
/// <param name="Complexity">The highest McCabe number of a function; the code outside of functions counts as one. Null if
/// the code cannot be parsed.</param>
public sealed record SourceStructure(
    ImmutableArray<SourceDefinition> Functions, ImmutableArray<SourceDefinition> Classes, ImmutableArray<string> Imports, int? Complexity)
{
    public static readonly SourceStructure Unknown = new([], [], [], null);
}

/// <param name="Name">Of a member: <c>Alpha.beta</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="EndLine">Its last line.</param>
public sealed record SourceDefinition(string Name, int Line, int EndLine);
