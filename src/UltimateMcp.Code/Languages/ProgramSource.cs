namespace UltimateMcp.Code.Languages;

/// <summary>The parts of a request that decide whether its result is deterministic.</summary>
/// <param name="Files">The caller's other files by relative path.</param>
public sealed record ProgramSource(string Code, string MainFile, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Command-line arguments: in a shell script they may become options and paths.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Standard input: shell arithmetic evaluates text as an expression.</summary>
    public string StandardInput { get; init; } = "";

    /// <summary>In characters. A longer program is not checked, and so not cached.</summary>
    public const int MaximumLength = 512 * 1024;

    /// <summary>The parsers recurse, and the stack of a thread is small.</summary>
    public const int MaximumNesting = 200;

    public bool IsTooLong => Code.Length + Files.Sum(static file => (long)file.Value.Length) > MaximumLength;
}

/// <summary>Checks a program without running it. Null if every run with the same input gives the same result.</summary>
/// <exception cref="OperationCanceledException">Cancelled during the check.</exception>
public delegate Nondeterminism? DeterminismCheck(ProgramSource program, CancellationToken cancellationToken);
