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
        var answer = await _server.LintAsync(code);

        Assert.False(answer.IsError, answer.Text);
        await WorksAsync();
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

    private async Task WorksAsync() => Assert.Equal(["F401"], (await _server.LintAsync("import os\n")).Rules());
}
