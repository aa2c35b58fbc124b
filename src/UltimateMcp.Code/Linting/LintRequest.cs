using System.Collections.Immutable;

namespace UltimateMcp.Code.Linting;

/// <summary>A call of <c>lint_code</c>, as the caller gave it.</summary>
public sealed record LintRequest
{
    public required string Code { get; init; }

    /// <summary>The name of a language.</summary>
    public required string Language { get; init; }

    /// <summary>A name to show; never a path.</summary>
    public string? FileName { get; init; }

    /// <summary>Relative path and text of further files.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Files { get; init; } = [];

    /// <summary>Whether safe fixes are applied.</summary>
    public bool Fix { get; init; }
}
