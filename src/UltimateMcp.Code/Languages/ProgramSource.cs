namespace UltimateMcp.Code.Languages;

/// <summary>What is read of a request to tell whether its result is determined by its input.</summary>
/// <param name="Files">The caller's further files by relative path.</param>
public sealed record ProgramSource(string Code, string MainFile, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Command-line arguments: in a shell they may become options and paths.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Standard input: a shell's arithmetic reads a text as an expression.</summary>
    public string StandardInput { get; init; } = "";

    /// <summary>Characters that are read for one program. A longer one is not read, and so not cached.</summary>
    public const int MaximumLength = 512 * 1024;

    /// <summary>How deep syntax may be nested: readers recurse, and the stack of a thread is small.</summary>
    public const int MaximumNesting = 200;

    public bool IsTooLong => Code.Length + Files.Sum(static file => (long)file.Value.Length) > MaximumLength;
}

/// <summary>Reads a program without running it. Null says that each run of it with the same input tells the same.</summary>
/// <exception cref="OperationCanceledException">Cancelled while reading.</exception>
public delegate Nondeterminism? DeterminismCheck(ProgramSource program, CancellationToken cancellationToken);
