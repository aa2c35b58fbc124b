using System.Collections.Immutable;

namespace UltimateMcp.Code.Running;

/// <summary>One call to run code.</summary>
public sealed record RunRequest
{
    public required string Code { get; init; }

    public required string Language { get; init; }

    public string StandardInput { get; init; } = "";

    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Relative path and text of each further file.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Files { get; init; } = [];

    /// <summary>Null: <see cref="Limits.RunOptions.MaxExecutionTime"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Run it even if the answer is known.</summary>
    public bool Fresh { get; init; }
}
