using System.Collections.Immutable;

namespace UltimateMcp.Code.Running;

/// <summary>A request to run code.</summary>
public sealed record RunRequest
{
    public required string Code { get; init; }

    public required string Language { get; init; }

    public string StandardInput { get; init; } = "";

    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Relative path and content (or uri) of each file.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Files { get; init; } = [];

    /// <summary>Null: <see cref="Limits.RunOptions.MaxExecutionTime"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Run even if the result is cached.</summary>
    public bool Fresh { get; init; }
}
