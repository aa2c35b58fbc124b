using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Records;

/// <summary>
/// The records of lints: beside the result, <c>findings</c>, a line for each, and <c>fixed</c>, the code with its fixes if there
/// are any.
/// </summary>
public sealed class LintRecords(RecordFolders folders)
{
    public const string Prefix = "lint";

    /// <exception cref="IOException">The home cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The home cannot be written.</exception>
    public void Save(LintRecord record)
    {
        var result = record.Result;
        try
        {
            folders.Write(result.LintId, LintOutput.Findings, Encoding.UTF8.GetBytes(LinesOf(result.Findings)));
            if (result.FixedCode is { } code)
            {
                folders.Write(result.LintId, LintOutput.Fixed, Encoding.UTF8.GetBytes(code));
            }

            folders.Publish(result.LintId, record, LintJson.Default.LintRecord);
        }
        finally
        {
            folders.Discard(result.LintId);
        }
    }

    public bool Has(string lintId) => folders.Has(lintId, Prefix);

    /// <summary>Null if there is no such lint, the id is invalid, or the record is damaged.</summary>
    public LintRecord? Find(string lintId) =>
        folders.Read(lintId, Prefix, LintJson.Default.LintRecord) is { Result: not null } record ? record : null;

    /// <summary>The newest lints, newest first.</summary>
    public IReadOnlyList<LintRecord> Newest(int count) => [.. folders.Newest(Prefix).Select(Find).OfType<LintRecord>().Take(count)];

    /// <summary>Path of an output's file.</summary>
    /// <param name="output">One of <see cref="LintOutput"/>.</param>
    public string OutputFile(string lintId, string output) => Path.Combine(folders.Of(lintId), output);

    private static string LinesOf(ImmutableArray<Finding> findings)
    {
        var lines = new StringBuilder();
        foreach (var finding in findings)
        {
            lines.Append(LineOf(finding)).Append('\n');
        }

        return lines.ToString();
    }

    /// <summary>A finding as compilers print it, behind the name of the file: place, severity, rule, message.</summary>
    public static string LineOf(Finding finding) => string.Create(
        CultureInfo.InvariantCulture,
        $"{finding.Line}:{finding.Column} {NameOf(finding.Severity)} {finding.Rule} {EscapedText.LineOf(finding.Message)}");

    private static string NameOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };
}

/// <summary>Names of a lint's outputs in uris and as files.</summary>
public static class LintOutput
{
    public const string Findings = "findings";
    public const string Fixed = "fixed";
}

/// <summary>The record of a lint on disk.</summary>
public sealed record LintRecord(LintResult Result, DateTimeOffset Timestamp);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LintResult))]
[JsonSerializable(typeof(LintRecord))]
public sealed partial class LintJson : JsonSerializerContext;
