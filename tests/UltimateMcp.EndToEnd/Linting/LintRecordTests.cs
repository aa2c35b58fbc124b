using System.Globalization;
using ModelContextProtocol.Protocol;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>What is kept of a lint, what a reply leaves out, and when a lint is answered from the cache.</summary>
public sealed class LintRecordTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task An_identical_lint_is_answered_from_the_cache_with_its_own_id_and_age()
    {
        var first = await _server.LintAsync("import json\n");
        var second = await _server.LintAsync("import json\n");

        Assert.Equal(("false", "true"), (first["cached"], second["cached"]));
        Assert.Equal(first["lint_id"], second["lint_id"]);
        Assert.Equal(first["findings"], second["findings"]);
        Assert.NotNull(second["age_seconds"]);
        Assert.Contains(", cached: made ", second.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fix", true)]
    [InlineData("filename", "other.py")]
    [InlineData("files", """{"ruff.toml": "line-length = 100"}""")]
    public async Task A_lint_with_another_argument_is_made(string name, object value)
    {
        var code = $"import json  # {name}\n";
        var first = await _server.LintAsync(code);

        var second = await _server.LintAsync(code, more: (name, value));

        Assert.Equal("false", second["cached"]);
        Assert.NotEqual(first["lint_id"], second["lint_id"]);
    }

    [Fact]
    public async Task Another_format_of_the_same_lint_is_answered_from_the_cache()
    {
        var first = await _server.LintAsync("import csv\n");

        var second = await _server.LintAsync("import csv\n", more: ("format", "sarif"));

        Assert.Equal("true", second["cached"]);
        Assert.Equal(first["lint_id"], second["lint_id"]);
        Assert.NotNull(second["sarif"]);
    }

    [Fact]
    public async Task A_lint_whose_record_was_removed_is_made_again()
    {
        var first = await _server.LintAsync("import ast\n");
        Directory.Delete(Path.Combine(_server.Home, "outputs", first["lint_id"]!), recursive: true);

        // For a moment, an earlier check of its existence still counts.
        var second = await _server.LintAsync("import ast\n");
        while (second["cached"] == "true")
        {
            second = await _server.LintAsync("import ast\n");
        }

        Assert.NotEqual(first["lint_id"], second["lint_id"]);
    }

    [Fact]
    public async Task Of_many_findings_whole_ones_are_shown_errors_first_and_the_record_has_all()
    {
        const int Warnings = 700;
        var code = string.Concat(Enumerable.Repeat("print(print == None)\n", Warnings)) + "print(undefined)\n";

        var answer = await _server.LintAsync(code);

        Assert.Equal("F821", answer.Rules()[0]);
        Assert.Equal($$"""{"error":1,"warning":{{Warnings}},"info":0}""", answer["counts"]);
        var shown = answer.Findings().Count;
        Assert.InRange(shown, 100, 500);
        var left = Warnings + 1 - shown;
        var uri = $"ultimate://lint/{answer["lint_id"]}/findings";
        Assert.Equal($$"""{"findings":{{left}}}""", answer["truncated"]);
        Assert.Contains($"\n{left} more findings: read_output {uri}", answer.Text, StringComparison.Ordinal);
        var page = await _server.CallAsync("read_output", ("uri", uri), ("offset", Warnings));
        Assert.Equal((Warnings + 1).ToString(CultureInfo.InvariantCulture), page["total_lines"]);
        Assert.Equal([$"{Warnings}:16 warning E711 Comparison to `None` should be `cond is None`"], LinesOf(page));
    }

    [Fact]
    public async Task Fixed_code_that_is_too_long_for_a_reply_is_read_by_its_uri()
    {
        var code = "import os\n" + string.Concat(Enumerable.Range(0, 3000).Select(number => $"x{number} = {number}\n"));

        var answer = await _server.LintAsync(code, more: ("fix", true));

        Assert.Null(answer["fixed_code"]);
        Assert.NotNull(answer["diff"]);
        var uri = $"ultimate://lint/{answer["lint_id"]}/fixed";
        Assert.Contains($"read_output {uri}", answer.Text, StringComparison.Ordinal);
        var page = await _server.CallAsync("read_output", ("uri", uri), ("limit", 2));
        Assert.Equal(["x0 = 0", "x1 = 1"], LinesOf(page));
    }

    [Fact]
    public async Task The_fixed_code_can_be_run_by_its_uri()
    {
        var lint = await _server.LintAsync("import os\nprint(f'fixed')\n", more: ("fix", true));

        var uri = $"ultimate://lint/{lint["lint_id"]}/fixed";
        var run = await _server.RunAsync(
            "import module", more: ("files", new Dictionary<string, string>(StringComparer.Ordinal) { ["module.py"] = uri }));

        Assert.Equal("fixed\n", run.Stdout);
    }

    [Fact]
    public async Task Findings_and_fixed_code_are_resources()
    {
        var lint = await _server.LintAsync("import time\nprint(f'a')\n", more: ("fix", true));
        var (findings, fixedCode) = ($"ultimate://lint/{lint["lint_id"]}/findings", $"ultimate://lint/{lint["lint_id"]}/fixed");

        var listed = (await _server.Client.ListResourcesAsync()).Select(resource => resource.Uri).ToList();

        Assert.Contains(findings, listed);
        Assert.Contains(fixedCode, listed);
        Assert.Equal(
            "1:8 warning F401 `time` imported but unused\n2:7 warning F541 f-string without any placeholders\n", await ReadAsync(findings));
        Assert.Equal("print('a')\n", await ReadAsync(fixedCode));
    }

    [Theory]
    [InlineData("findings")]
    [InlineData("sarif")]
    public async Task A_reply_with_everything_in_it_stays_within_64_KB(string format)
    {
        var functions = string.Concat(
            Enumerable.Range(0, 5000).Select(number => $"def function_{number}():\n    return {number} == None\n"));
        var imports = string.Concat(Enumerable.Range(0, 3000).Select(number => $"import package_{number}\n"));

        var answer = await _server.LintAsync(imports + functions, more: [("fix", true), ("format", format)]);

        Assert.InRange(answer.Text.Length, 1, 64 * 1024);
        Assert.InRange(answer.Structured.GetRawText().Length, 1, 64 * 1024);
        Assert.True(answer.Structured.GetProperty("truncated").TryGetProperty("functions", out _), answer["truncated"]);
        Assert.True(answer.Structured.GetProperty("truncated").TryGetProperty("imports", out _), answer["truncated"]);
    }

    private async Task<string> ReadAsync(string uri) =>
        Assert.IsType<TextResourceContents>(Assert.Single((await _server.Client.ReadResourceAsync(uri)).Contents)).Text;

    private static string[] LinesOf(ToolAnswer page) =>
        [.. page.Structured.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!)];
}
