using System.Text.Json;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

public sealed class LintCodeTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task A_finding_says_what_where_and_how_bad_it_is()
    {
        var answer = await _server.LintAsync("import os\nprint(undefined)\n");

        var unused = answer.Findings().Single(finding => finding.GetProperty("rule").GetString() == "F401");
        Assert.Equal("`os` imported but unused", unused.GetProperty("message").GetString());
        Assert.Equal("https://docs.astral.sh/ruff/rules/unused-import", unused.GetProperty("url").GetString());
        Assert.Equal((1, 8, 1, 10), PlaceOf(unused));
        Assert.Equal(["2:7 error F821", "1:8 warning F401 fixable"], InOrderOfReply(answer));
        Assert.Equal("""{"error":1,"warning":1,"info":0}""", answer["counts"]);
        Assert.Equal("""{"name":"ruff","version":"0.17.4","configuration":"built in"}""", answer["linter"]);
        Assert.StartsWith("1 error, 1 warning (python, ruff 0.17.4, built in) lint_", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\nmain.py:2:7 error F821 Undefined name `undefined`\n", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_without_a_finding_is_clean()
    {
        var answer = await _server.LintAsync("print(1)\n");

        Assert.Empty(answer.Findings());
        Assert.StartsWith("clean (python, ", answer.Text, StringComparison.Ordinal);
        Assert.Null(answer["fixed_code"]);
    }

    [Fact]
    public async Task Code_is_never_run()
    {
        var mark = Path.Combine(_server.Home, "mark");

        await _server.LintAsync($"open('{mark}', 'w').close()\n");

        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task A_syntax_error_is_a_finding()
    {
        var answer = await _server.LintAsync("def f(:\n    pass\n");

        Assert.False(answer.IsError);
        Assert.Contains("invalid-syntax", answer.Rules());
        Assert.All(answer.Findings(), finding => Assert.Equal("error", finding.GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task Structure_is_told()
    {
        var answer = await _server.LintAsync("""
            import os.path, sys as system
            from collections import abc
            from . import sibling

            class Alpha:
                def beta(self):
                    def inner():
                        return 1

                    return inner() if os.path else system

                async def gamma(self): ...

            def delta(x): return abc if x and sibling else None
            """);

        Assert.Equal(["Alpha.beta 6-10", "Alpha.beta.inner 7-8", "Alpha.gamma 12-12", "delta 14-14"], answer.Names("functions"));
        Assert.Equal(["Alpha 5-12"], answer.Names("classes"));
        Assert.Equal(["os.path", "sys", "collections", "."], answer.Names("imports"));
        Assert.Equal("2", answer["complexity"]);
        Assert.Contains("\nfunctions: Alpha.beta 6-10, ", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complexity_is_the_highest_of_a_function_also_where_comments_turn_its_rule_off()
    {
        const string Branches = "    if x: return 1\n    if y: return 2\n    for _ in x: pass\n";

        var plain = await _server.LintAsync($"def f(x, y):\n{Branches}");
        var silenced = await _server.LintAsync($"# ruff: noqa\ndef f(x, y):  # noqa: C901\n{Branches}");
        var none = await _server.LintAsync("x = 1\n");

        Assert.Equal(("4", "4", "1"), (plain["complexity"], silenced["complexity"], none["complexity"]));
    }

    [Fact]
    public async Task The_name_of_the_file_is_shown_and_is_no_path()
    {
        var answer = await _server.LintAsync(
            "import os\n", more: [("filename", "../../etc/my file.py"), ("fix", true), ("format", "sarif")]);

        Assert.Contains("\nmy file.py:1:8 ", answer.Text, StringComparison.Ordinal);
        Assert.StartsWith("--- a/my file.py\n+++ b/my file.py\n", answer["diff"], StringComparison.Ordinal);
        Assert.Contains("\"uri\":\"my%20file.py\"", answer["sarif"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "has no last segment")]
    [InlineData("folder/", "has no last segment")]
    [InlineData("a\nb.py", "contains control characters")]
    public async Task A_name_that_cannot_be_shown_is_refused(string name, string reason)
    {
        await _server.LintAsync("x = 1\n");
        var answer = await _server.LintAsync("x = 1\n", more: ("filename", name));

        Assert.Equal("invalid_argument", answer.ErrorCode);
        Assert.Contains(reason, answer.ErrorText, StringComparison.Ordinal);
        Assert.Contains("main.py", answer.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_has_no_linter_is_refused_with_those_that_have()
    {
        var answer = await _server.LintAsync("x", "cobol");

        Assert.Equal("invalid_argument", answer.ErrorCode);
        Assert.Contains("python", answer.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_that_turn_rules_off_are_honoured_and_said()
    {
        var answer = await _server.LintAsync("import os  # noqa: F401\nimport sys  # noqa\n");

        var finding = Assert.Single(answer.Findings());
        Assert.Equal(["1:12 info suppression"], answer.FindingsByPlace());
        Assert.Equal("2 comments turn rules off; this is the first.", finding.GetProperty("message").GetString());
    }

    private static (int Line, int Column, int EndLine, int EndColumn) PlaceOf(JsonElement finding) => (
        finding.GetProperty("line").GetInt32(),
        finding.GetProperty("column").GetInt32(),
        finding.GetProperty("end_line").GetInt32(),
        finding.GetProperty("end_column").GetInt32());

    private static IEnumerable<string> InOrderOfReply(ToolAnswer answer) =>
        answer.Rules().Select(rule => answer.FindingsByPlace().Single(finding => finding.Contains(rule, StringComparison.Ordinal)));
}
