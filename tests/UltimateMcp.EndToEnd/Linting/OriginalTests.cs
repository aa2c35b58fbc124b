using System.Text.Json;
using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Corpus;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>The linters say here what they say where their makers run them.</summary>
public sealed class OriginalTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    /// <summary>As the build has fetched it.</summary>
    private static readonly string RuffPackage = Path.Combine(Original.Tools, "node_modules/@astral-sh/ruff-wasm-nodejs");

    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task Ruff_says_what_it_says_in_its_own_package()
    {
        Assert.SkipUnless(Directory.Exists(RuffPackage), "The build has not fetched ruff's package.");
        string[] texts =
        [
            .. Snippet.Read("python").Select(snippet => snippet.Code), .. CorpusProgram.Read("python").Select(program => program.Code),
        ];

        var script = Path.Combine(AppContext.BaseDirectory, "Linting", "Originals", "ruff.cjs");
        var original = await RunAsync("node", [script, RuffPackage, await TargetAsync()], texts);

        Assert.Equal(texts.Length, original.Count);
        for (var i = 0; i < texts.Length; i++)
        {
            var ours = await _server.LintAsync(texts[i]);
            if (ours["truncated"] is null)
            {
                Assert.Equal(
                    original[i]!.AsArray().Select(finding => (string)finding!).Order(StringComparer.Ordinal),
                    ours.Findings().Select(Brief).Where(finding => !finding.Contains(" suppression ", StringComparison.Ordinal))
                        .Order(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public async Task Shellcheck_says_what_it_says_on_its_own()
    {
        Assert.SkipUnless(ShellCheck.IsExpected, ShellCheck.WhyNot);

        foreach (var text in (IEnumerable<string>)
            [.. Snippet.Read("bash").Select(snippet => snippet.Code), .. CorpusProgram.Read("bash").Select(program => program.Code)])
        {
            var original = JsonNode.Parse(ShellCheck.Output(["--norc", "-s", "bash", "-f", "json", "-"], text))!.AsArray();
            var ours = await _server.LintAsync(text, "bash");

            Assert.Null(ours["truncated"]);
            Assert.Equal(
                original.Select(comment => $"{comment!["line"]} SC{comment["code"]} {comment["message"]}").Order(StringComparer.Ordinal),
                ours.Findings().Where(finding => finding.GetProperty("rule").GetString()!.StartsWith("SC", StringComparison.Ordinal))
                    .Select(finding => $"{finding.GetProperty("line")} {finding.GetProperty("rule")} {finding.GetProperty("message")}")
                    .Order(StringComparer.Ordinal));
        }
    }

    /// <summary>The version of Python that programs run with, as ruff names it.</summary>
    private async Task<string> TargetAsync()
    {
        var health = await _server.CallAsync("health");
        var version = health.Structured.GetProperty("languages")[0].GetProperty("version").GetString()!;
        return "py" + string.Concat(version.Split(' ')[^1].Split('.')[..2]);
    }

    private static string Brief(JsonElement finding)
    {
        var (start, end) = (PlaceIn(finding, "line", "column"), PlaceIn(finding, "end_line", "end_column"));
        return $"{start}-{end} {finding.GetProperty("rule")} {finding.GetProperty("message")}";
    }

    private static string PlaceIn(JsonElement finding, string line, string column) =>
        $"{finding.GetProperty(line).GetRawText()}:{finding.GetProperty(column).GetRawText()}";

    private static async Task<JsonArray> RunAsync(string program, string[] arguments, string[] texts)
    {
        var input = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]).ToJsonString();
        return JsonNode.Parse(await Original.OutputAsync(program, arguments, input))!.AsArray();
    }
}
