using System.Collections.Immutable;

namespace UltimateMcp.Code.Checking;

/// <summary>A call of <c>check_code</c>, as the caller gave it.</summary>
public sealed record CheckRequest
{
    public required string Code { get; init; }

    /// <summary>The name of a language.</summary>
    public required string Language { get; init; }

    /// <summary>Null: the code is only linted.</summary>
    public string? Tests { get; init; }

    /// <summary>Where the tests find the code, relative to themselves. Null: <see cref="CodeChecker.DefaultFileName"/>.</summary>
    public string? FileName { get; init; }

    /// <summary>Of the tests; null: the one that they use.</summary>
    public string? Framework { get; init; }

    /// <summary>Relative path and content (or uri) of further files.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Files { get; init; } = [];

    /// <summary>Of the tests. Null: the longest that a run may take.</summary>
    public TimeSpan? Timeout { get; init; }
}
