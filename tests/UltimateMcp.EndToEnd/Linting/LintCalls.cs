using System.Globalization;
using System.Text.Json;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

internal static class LintCalls
{
    public static Task<ToolAnswer> LintAsync(
        this TestServer server, string code, string language = "python", params (string Name, object? Value)[] more) =>
        server.CallAsync("lint_code", [("code", code), ("language", language), .. more]);

    /// <summary>Each as <c>1:8 warning F401 fixable</c>, in the order of the code.</summary>
    public static IReadOnlyList<string> FindingsByPlace(this ToolAnswer answer) =>
    [
        .. answer.Findings().OrderBy(finding => NumberIn(finding, "line")).ThenBy(finding => NumberIn(finding, "column"))
            .ThenBy(finding => finding.GetProperty("rule").GetString(), StringComparer.Ordinal).Select(Brief),
    ];

    public static IReadOnlyList<JsonElement> Findings(this ToolAnswer answer) =>
        [.. answer.Structured.GetProperty("findings").EnumerateArray()];

    public static IReadOnlyList<string> Rules(this ToolAnswer answer) =>
        [.. answer.Findings().Select(finding => finding.GetProperty("rule").GetString()!)];

    public static IReadOnlyList<string> Names(this ToolAnswer answer, string field) => answer.Structured.TryGetProperty(field, out var list)
        ? [.. list.EnumerateArray().Select(entry => entry.ValueKind == JsonValueKind.String ? entry.GetString()! : BriefOf(entry))]
        : [];

    private static string Brief(JsonElement finding)
    {
        var fixable = finding.TryGetProperty("fixable", out var value) && value.GetBoolean() ? " fixable" : "";
        var place = string.Create(CultureInfo.InvariantCulture, $"{NumberIn(finding, "line")}:{NumberIn(finding, "column")}");
        return $"{place} {finding.GetProperty("severity")} {finding.GetProperty("rule")}{fixable}";
    }

    private static string BriefOf(JsonElement definition) => string.Create(
        CultureInfo.InvariantCulture,
        $"{definition.GetProperty("name")} {NumberIn(definition, "line")}-{NumberIn(definition, "end_line")}");

    private static int NumberIn(JsonElement finding, string name) => finding.GetProperty(name).GetInt32();
}
