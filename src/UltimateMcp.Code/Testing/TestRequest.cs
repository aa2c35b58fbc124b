using System.Collections.Immutable;

namespace UltimateMcp.Code.Testing;

/// <summary>A call of <c>run_tests</c>, as the caller gave it.</summary>
public sealed record TestRequest
{
    public const int MaximumRepeat = 20;

    /// <summary>The tests.</summary>
    public required string Code { get; init; }

    /// <summary>The name of a language.</summary>
    public required string Language { get; init; }

    /// <summary>Null: the one that the tests use.</summary>
    public string? Framework { get; init; }

    /// <summary>A name to show for the tests; never a path.</summary>
    public string? FileName { get; init; }

    /// <summary>Relative path and content (or uri) of each file.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Files { get; init; } = [];

    /// <summary>A part of the names of the tests to run; empty for all.</summary>
    public string Filter { get; init; } = "";

    public bool WithCoverage { get; init; }

    /// <summary>How often the whole suite is run.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Of all repetitions together. Null: <see cref="Limits.RunOptions.MaxExecutionTime"/>.</summary>
    public TimeSpan? Timeout { get; init; }
}
