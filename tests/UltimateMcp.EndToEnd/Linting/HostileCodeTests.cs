using System.Text;
using System.Text.Json;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>Code that breaks linters, and surroundings that could influence them. After each the next lint works.</summary>
public sealed class HostileCodeTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private readonly TestServer _server = fixture.Server;

    [Theory]
    [InlineData(100, false)]
    [InlineData(20_000, true)]
    [InlineData(500_000, true)]
    public async Task Nesting_that_is_too_deep_is_a_finding(int depth, bool crashes)
    {
        var answer = await _server.LintAsync($"x = {new string('(', depth)}1{new string(')', depth)}\n");

        Assert.False(answer.IsError, answer.Text);
        Assert.Equal(crashes ? ["linter-crashed"] : [], answer.Rules());
        await WorksAsync();
    }

    [Fact]
    public async Task A_crash_is_not_cached()
    {
        var code = $"y = {new string('[', 20_000)}";

        await _server.LintAsync(code);
        var second = await _server.LintAsync(code);

        Assert.Equal(["linter-crashed"], second.Rules());
        Assert.Equal("false", second["cached"]);
    }

    [Theory]
    [InlineData("x = 1\n")]
    [InlineData("f'{x}'\n")]
    [InlineData("((((((((\n")]
    [InlineData("if x:\n")]
    [InlineData("import os\n")]
    [InlineData("'''")]
    [InlineData("\\\n")]
    [InlineData("\t \f")]
    [InlineData("# noqa\n")]
    [InlineData("\ud83d\ude00")]
    public async Task Very_long_code_ends_in_time(string piece)
    {
        // As much as may be, and as a message can hold.
        var size = Math.Max(Encoding.UTF8.GetByteCount(piece), JsonEncodedText.Encode(piece).EncodedUtf8Bytes.Length / 3);
        var code = string.Concat(Enumerable.Repeat(piece, 1_990_000 / size));

        var answer = await _server.LintAsync(code);

        Assert.False(answer.IsError, answer.Text);
        await WorksAsync();
    }

    /// <summary>Language, code, and what may be found of it: one of these.</summary>
    public static TheoryData<string, string, string[]> Breaking => new()
    {
        { "javascript", $"let a = {new string('(', 500)}1{new string(')', 500)}; console.log(a);", [""] },
        { "javascript", $"let a = {new string('(', 20_000)}1{new string(')', 20_000)}; console.log(a);", ["linter-crashed"] },
        { "javascript", $"let a = {new string('[', 100_000)}", ["linter-crashed", "syntax-error"] },
        { "javascript", string.Concat(Enumerable.Repeat("a => ", 20_000)) + "1", ["linter-crashed"] },
        { "javascript", string.Concat(Enumerable.Repeat("function f(){", 20_000)), ["linter-crashed"] },
        { "javascript", string.Concat(Enumerable.Repeat("class a{b(){", 20_000)), ["linter-crashed"] },
        { "javascript", string.Concat(Enumerable.Repeat("`${", 20_000)), ["linter-crashed", "syntax-error"] },
        { "typescript", $"let a = {new string('(', 20_000)}1{new string(')', 20_000)};", ["linter-crashed"] },
        { "typescript", $"let a: {Repeat("A<", 10_000)}1{new string('>', 10_000)};", ["linter-crashed", "linter-timeout"] },
        { "typescript", $"type A = {Repeat("{a:", 20_000)}", ["linter-crashed", "linter-timeout"] },
        { "csharp", $"{Repeat("{", 20_000)}{Repeat("}", 20_000)}", ["CS8078", "linter-crashed", "linter-timeout", "CS1022"] },
        { "csharp", $"var a = {new string('(', 3_000)}1{new string(')', 3_000)};", ["CS8078"] },
        { "csharp", $"{Repeat("A<", 5_000)}int{new string('>', 5_000)} a;",
            ["CS8078", "CS0246", "linter-crashed", "linter-timeout"] },
        { "csharp", "class A { string a = " + Repeat("\"\" + ", 20_000) + "\"\"; }",
            ["CS8078", "CS0414", "linter-crashed", "linter-timeout", ""] },
    };

    [Theory]
    [Trait("Attack", "139")]
    [MemberData(nameof(Breaking))]
    public async Task Code_that_breaks_a_linter_has_a_finding_that_says_so_and_the_next_is_linted(
        string language, string code, string[] expected)
    {
        var answer = await _server.LintAsync(code, language);

        Assert.False(answer.IsError, answer.Text);
        Assert.True(
            expected.Any(rule => rule.Length == 0 ? answer.Findings().Count == 0 : answer.Rules().Contains(rule)), answer.Text);
        await WorksAsync(language);
    }

    [Theory]
    [InlineData("javascript", "x = 1;\n")]
    [InlineData("javascript", "`${x}`\n")]
    [InlineData("javascript", "import a from 'b';")]
    [InlineData("javascript", "export a ")]
    [InlineData("javascript", "> x => ")]
    [InlineData("javascript", "/* eslint-disable */")]
    [InlineData("javascript", "((((((")]
    [InlineData("typescript", "interface a ")]
    [InlineData("typescript", "class A { a<a<a")]
    [InlineData("typescript", "type A<B> = C | ")]
    [InlineData("csharp", "x = 1;\n")]
    [InlineData("csharp", "#pragma warning disable\n")]
    [InlineData("csharp", "a && ")]
    [InlineData("csharp", "class A<")]
    public async Task Very_long_code_of_another_language_ends_in_time(string language, string piece)
    {
        var code = Repeat(piece, 1_000_000 / piece.Length);

        var answer = await _server.LintAsync(code, language);

        Assert.False(answer.IsError, answer.Text);
        await WorksAsync(language);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("\u001a")]
    [InlineData("\ud800")]
    [InlineData("x = '\0'\n")]
    [InlineData("#!/bin/sh\n")]
    [InlineData("\ufeff\ufeff")]
    [InlineData("\r\r\r")]
    public async Task Odd_text_is_linted(string code)
    {
        foreach (var language in (string[])["python", "javascript", "typescript", "csharp"])
        {
            var answer = await _server.LintAsync(code, language);

            Assert.False(answer.IsError, answer.Text);
            await WorksAsync(language);
        }
    }

    [Fact]
    public async Task A_configuration_of_the_user_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        const string Silence = "line-length = 10\n[lint]\nselect = []\n";
        foreach (var name in (string[])["ruff.toml", ".ruff.toml"])
        {
            await File.WriteAllTextAsync(Path.Combine(folder.Path, name), Silence, TestContext.Current.CancellationToken);
        }

        Directory.CreateDirectory(Path.Combine(folder.Path, ".config", "ruff"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, ".config", "ruff", "ruff.toml"), Silence, TestContext.Current.CancellationToken);
        await using var server = await TestServer.StartAsync(new TestServerOptions
        {
            WorkingDirectory = folder.Path,
            Settings = [("HOME", folder.Path), ("XDG_CONFIG_HOME", Path.Combine(folder.Path, ".config")), ("RUFF_CONFIG", Silence)],
        });

        var answer = await server.LintAsync("import os\n");

        Assert.Equal(["F401"], answer.Rules());
    }

    private static string Repeat(string piece, int count) => string.Concat(Enumerable.Repeat(piece, count));

    private async Task WorksAsync(string language = "python")
    {
        var (code, rule) = language switch
        {
            "javascript" => ("missing();\n", "no-undef"),
            "typescript" => ("missing();\n", "TS2304"),
            "csharp" => ("Missing();\n", "CS0103"),
            _ => ("import os\n", "F401"),
        };
        Assert.Equal([rule], (await _server.LintAsync(code, language)).Rules());
    }
}
