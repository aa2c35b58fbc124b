using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Records;

namespace UltimateMcp.Code.Linting;

/// <summary>A lint as a log of SARIF 2.1.0, the OASIS standard for results of static analysis. Property names are its own.</summary>
public sealed record SarifLog(
    [property: JsonPropertyName("$schema")] string Schema, string Version, ImmutableArray<SarifRun> Runs)
{
    private const string SchemaUri = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>The result with its log.</summary>
    public static LintResult AddTo(LintResult result) =>
        result with { Sarif = JsonSerializer.SerializeToElement(Of(result), SarifJson.Default.SarifLog) };

    private static SarifLog Of(LintResult result)
    {
        var rules = result.Findings.DistinctBy(static finding => finding.Rule, StringComparer.Ordinal)
            .Select(static finding => new SarifRule(finding.Rule, finding.Url)).ToImmutableArray();
        var indexes = rules.Select(static (rule, index) => (rule.Id, index)).ToDictionary(StringComparer.Ordinal);
        var uri = Uri.EscapeDataString(result.FileName);
        return new SarifLog(
            SchemaUri,
            "2.1.0",
            [
                new SarifRun(
                    new SarifTool(new SarifDriver(result.Linter.Name, result.Linter.Version, rules)),
                    "utf16CodeUnits",
                    [.. result.Findings.Select(finding => ResultOf(finding, indexes[finding.Rule], uri))]),
            ]);
    }

    private static SarifResult ResultOf(Finding finding, int ruleIndex, string uri) => new(
        finding.Rule,
        ruleIndex,
        finding.Severity switch { FindingSeverity.Error => "error", FindingSeverity.Warning => "warning", _ => "note" },
        new SarifMessage(finding.Message),
        [
            new SarifLocation(new SarifPhysicalLocation(
                new SarifArtifactLocation(uri), new SarifRegion(finding.Line, finding.Column, finding.EndLine, finding.EndColumn))),
        ]);
}

public sealed record SarifRun(SarifTool Tool, string ColumnKind, ImmutableArray<SarifResult> Results);

public sealed record SarifTool(SarifDriver Driver);

public sealed record SarifDriver(string Name, string Version, ImmutableArray<SarifRule> Rules);

public sealed record SarifRule(string Id, string? HelpUri);

public sealed record SarifResult(
    string RuleId, int RuleIndex, string Level, SarifMessage Message, ImmutableArray<SarifLocation> Locations);

public sealed record SarifMessage(string Text);

public sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation);

public sealed record SarifPhysicalLocation(SarifArtifactLocation ArtifactLocation, SarifRegion Region);

public sealed record SarifArtifactLocation(string Uri);

public sealed record SarifRegion(int StartLine, int StartColumn, int EndLine, int EndColumn);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class SarifJson : JsonSerializerContext;
