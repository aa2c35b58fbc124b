using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Records;

/// <summary>
/// The result of a lint: recorded as <c>result.json</c> and cached; <c>lint_code</c> returns as much of it as fits in a
/// reply.
/// </summary>
public sealed record LintResult
{
    private const int OverheadBytes = 1024;
    private const int FindingBytes = 160;

    public required string LintId { get; init; }

    /// <summary>The name under which the code is shown.</summary>
    [JsonIgnore]
    public string FileName { get; init; } = "";

    /// <summary>SHA-256 of the code in UTF-8, in hex.</summary>
    public required string CodeHash { get; init; }

    public required string Language { get; init; }

    public required LinterName Linter { get; init; }

    /// <summary>Of the code as it was given, errors first.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    public required FindingCounts Counts { get; init; }

    public required ImmutableArray<SourceDefinition> Functions { get; init; }

    public required ImmutableArray<SourceDefinition> Classes { get; init; }

    public required ImmutableArray<string> Imports { get; init; }

    public int? Complexity { get; init; }

    /// <summary>Null if nothing was fixed.</summary>
    public string? FixedCode { get; init; }

    /// <summary>From the code to <see cref="FixedCode"/>, in the unified format.</summary>
    public string? Diff { get; init; }

    /// <summary>The same in SARIF 2.1.0, if it was asked for.</summary>
    public JsonElement? Sarif { get; init; }

    /// <summary>How much the reply leaves out; null if nothing.</summary>
    public LintTruncation? Truncated { get; init; }

    public bool Cached { get; init; }

    /// <summary>Time since the lint.</summary>
    public long AgeSeconds { get; init; }

    /// <summary>Whether there is a record to read more from.</summary>
    [JsonIgnore]
    public bool IsRecorded { get; init; } = true;

    /// <summary>Approximate memory usage.</summary>
    [JsonIgnore]
    public long MemoryBytes => OverheadBytes + Findings.Sum(static finding => FindingBytes + (2L * finding.Message.Length))
        + (2L * ((FixedCode?.Length ?? 0) + (Diff?.Length ?? 0)))
        + ((long)FindingBytes * (Functions.Length + Classes.Length + Imports.Length));
}

/// <summary>Numbers of entries, and bytes of text, that a reply leaves out.</summary>
public sealed record LintTruncation(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Findings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Functions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Classes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Imports,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long FixedCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Diff);
