using System.Text.Json.Serialization;

namespace UltimateMcp.Code.Linters;

/// <summary>
/// What a linter says about a place in the code. Lines and columns count from 1, columns in UTF-16 code units; the end
/// is exclusive.
/// </summary>
public sealed record Finding
{
    public required string Rule { get; init; }

    public required FindingSeverity Severity { get; init; }

    public required string Message { get; init; }

    public required int Line { get; init; }

    public required int Column { get; init; }

    public required int EndLine { get; init; }

    public required int EndColumn { get; init; }

    /// <summary>Whether <c>fix</c> applies a fix.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Fixable { get; init; }

    /// <summary>A page about the rule.</summary>
    public string? Url { get; init; }

    /// <summary>The changes that fix it; empty if no safe fix is known.</summary>
    [JsonIgnore]
    internal SourceFix Fix { get; init; } = SourceFix.None;
}

/// <summary>JSON: error, warning, info.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingSeverity>))]
public enum FindingSeverity
{
    /// <summary>The code does not compile, or surely fails.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    [JsonStringEnumMemberName("warning")]
    Warning,

    [JsonStringEnumMemberName("info")]
    Info,
}

/// <summary>How many findings there are of each severity.</summary>
public sealed record FindingCounts(int Error, int Warning, int Info)
{
    [JsonIgnore]
    public int All => Error + Warning + Info;

    internal static FindingCounts Of(IReadOnlyCollection<Finding> findings) => new(
        findings.Count(static finding => finding.Severity == FindingSeverity.Error),
        findings.Count(static finding => finding.Severity == FindingSeverity.Warning),
        findings.Count(static finding => finding.Severity == FindingSeverity.Info));
}
