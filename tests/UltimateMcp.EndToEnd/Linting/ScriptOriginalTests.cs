using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using UltimateMcp.EndToEnd.Corpus;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>oxlint and TypeScript's compiler say here what they say on their command lines.</summary>
public sealed partial class ScriptOriginalTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private const int MatchTimeoutMilliseconds = 5000;
    private const string NotFetched = "The build has not fetched the tools.";

    private readonly TestServer _server = fixture.Server;

    public static string Oxlint => Path.Combine(Original.Tools, "shipped/oxlint/bin/oxlint");

    public static string Compiler => Path.Combine(Original.Tools, "shipped/typescript/lib/tsc");

    [Theory]
    [InlineData("javascript", """{ "no-undef": "error" }""", """["eslint", "unicorn", "oxc"]""")]
    [InlineData("typescript", "{}", """["eslint", "typescript", "unicorn", "oxc"]""")]
    public async Task Oxlint_says_what_it_says_on_its_command_line(string language, string rules, string plugins)
    {
        Assert.SkipUnless(File.Exists(Oxlint), NotFetched);
        var texts = TextsOf(language);
        using var folder = new TemporaryFolder();
        var configuration = $$"""
            {
              "plugins": {{plugins}}, "categories": { "correctness": "warn" }, "rules": {{rules}},
              "env": { "builtin": true, "es2024": true, "node": true }
            }
            """;
        Original.Write(folder.Path, "ours.json", configuration);
        var extension = language == "javascript" ? "js" : "ts";
        for (var i = 0; i < texts.Count; i++)
        {
            Original.Write(Path.Combine(folder.Path, "all"), $"t{i}.{extension}", texts[i]);
        }

        var output = await Original.OutputAsync(
            "node", [Oxlint, "--disable-nested-config", "-c", "ours.json", "--format", "json", "all"], folder: folder.Path);

        var original = JsonNode.Parse(output)!["diagnostics"]!.AsArray().ToLookup(
            one => Path.GetFileNameWithoutExtension((string)one!["filename"]!), one => BriefOf(one!));
        Assert.InRange(original.Count, 100, texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            var ours = await _server.LintAsync(texts[i], language);
            Assert.Equal(
                original[$"t{i}"].Where(one => !IsOfSyntax(one)).Order(StringComparer.Ordinal),
                ours.Findings().Select(BriefOf).Where(one => !IsOfSyntax(one) && !IsOfOthers(one)).Order(StringComparer.Ordinal));
            Assert.Equal(
                original[$"t{i}"].Any(IsOfSyntax),
                language == "javascript" ? ours.Rules().Contains("syntax-error") : original[$"t{i}"].Any(IsOfSyntax));
        }
    }

    [Fact]
    public async Task The_compiler_says_what_it_says_on_its_command_line()
    {
        Assert.SkipUnless(File.Exists(Compiler), NotFetched);
        var texts = TextsOf("typescript");
        using var folder = new TemporaryFolder();
        for (var i = 0; i < texts.Count; i++)
        {
            var project = Path.Combine(folder.Path, NameOf(i));
            Original.Write(project, "main.ts", texts[i]);
            Original.Write(project, "tsconfig.json", $$"""
                {
                  "compilerOptions": {
                    "strict": true, "noEmit": true, "noImplicitReturns": true, "skipLibCheck": true, "target": "esnext", "module": "esnext",
                    "moduleResolution": "bundler", "lib": ["esnext", "dom"], "types": ["node"],
                    "typeRoots": ["{{Original.Tools}}/node_modules/@types"]
                  },
                  "files": ["main.ts"]
                }
                """);
        }

        var output = await Original.OutputAsync(
            Compiler, ["-b", "--pretty", "false", .. Enumerable.Range(0, texts.Count).Select(NameOf)], folder: folder.Path);

        var original = Reported().Matches(output).ToLookup(
            one => one.Groups["project"].Value, one => $"{one.Groups["line"]}:{one.Groups["column"]} {one.Groups["rule"]}");
        Assert.InRange(original.Count, 80, texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            var ours = await _server.LintAsync(texts[i], "typescript");
            Assert.Equal(
                original[NameOf(i)].Order(StringComparer.Ordinal),
                ours.FindingsByPlace().Select(finding => finding.Split(' '))
                    .Where(parts => parts[2].StartsWith("TS", StringComparison.Ordinal))
                    .Select(parts => $"{parts[0]} {parts[2]}").Order(StringComparer.Ordinal));
        }
    }

    private static string NameOf(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static List<string> TextsOf(string language) =>
    [
        .. Snippet.Read(language).Select(snippet => snippet.Code), .. CorpusProgram.Read(language).Select(program => program.Code),
    ];

    private static bool IsOfSyntax(string brief) => brief.Contains(" syntax-error", StringComparison.Ordinal);

    private static bool IsOfOthers(string brief) => OthersRule().IsMatch(brief);

    /// <summary>Of a finding of ours.</summary>
    private static string BriefOf(JsonElement finding) =>
        $"{finding.GetProperty("line")} {finding.GetProperty("rule")} {finding.GetProperty("message")}";

    private static string BriefOf(JsonNode diagnostic)
    {
        var code = (string?)diagnostic["code"] ?? "";
        var rule = Code().Match(code) is { Success: true } parts
            ? parts.Groups["plugin"].Value switch
            {
                "eslint" => parts.Groups["rule"].Value,
                "TS" => "syntax-error",
                "typescript-eslint" => $"typescript/{parts.Groups["rule"].Value}",
                var plugin => $"{plugin}/{parts.Groups["rule"].Value}",
            }
            : "syntax-error";
        return $"{diagnostic["labels"]!.AsArray().FirstOrDefault()?["span"]?["line"]} {rule} {diagnostic["message"]}";
    }

    [GeneratedRegex(@"^(?<plugin>[\w-]+)\((?<rule>.+)\)$", RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\d+ (TS\d+|suppression) ", RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex OthersRule();

    [GeneratedRegex(
        @"^(?<project>\d+)/main\.ts\((?<line>\d+),(?<column>\d+)\): error (?<rule>TS\d+): ",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        MatchTimeoutMilliseconds)]
    private static partial Regex Reported();
}
