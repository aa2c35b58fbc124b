using System.Text.Json;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>The log is one of SARIF 2.1.0 (OASIS), as its section 3 demands.</summary>
public sealed class SarifTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task A_log_has_one_run_with_a_rule_for_each_result()
    {
        var answer = await _server.LintAsync("import os\nimport re\nprint(undefined)  # noqa: E501\n", more: ("format", "sarif"));

        var log = answer.Structured.GetProperty("sarif");
        var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.Equal("utf16CodeUnits", run.GetProperty("columnKind").GetString());
        Assert.Equal("ruff", run.GetProperty("tool").GetProperty("driver").GetProperty("name").GetString());
        Assert.Equal(["error F821", "warning F401", "warning F401", "note suppression"], results.Select(Brief));
        Assert.All(results, result =>
        {
            var rule = rules[result.GetProperty("ruleIndex").GetInt32()];
            Assert.Equal(result.GetProperty("ruleId").GetString(), rule.GetProperty("id").GetString());
        });
        Assert.Equal(3, rules.Count);
        Assert.StartsWith("https://", rules[0].GetProperty("helpUri").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            """{"startLine":3,"startColumn":7,"endLine":3,"endColumn":16}""",
            results[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetRawText());
    }

    [Fact]
    public async Task A_log_of_clean_code_has_no_result_and_no_rule()
    {
        var answer = await _server.LintAsync("print(1)\n", more: ("format", "sarif"));

        var run = answer.Structured.GetProperty("sarif").GetProperty("runs")[0];
        Assert.Equal("[]", run.GetProperty("results").GetRawText());
        Assert.Equal("[]", run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetRawText());
    }

    private static string Brief(JsonElement result) => $"{result.GetProperty("level")} {result.GetProperty("ruleId")}";
}
