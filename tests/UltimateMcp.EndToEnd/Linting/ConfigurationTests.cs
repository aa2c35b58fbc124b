using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>A project's own configuration among the files.</summary>
public sealed class ConfigurationTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private const string Code = "import os\nx = 1;\n";

    private readonly TestServer _server = fixture.Server;

    [Theory]
    [InlineData("ruff.toml", "[lint]\nselect = ['E703']\n", "ruff.toml")]
    [InlineData(".ruff.toml", "lint = { select = ['E703'] }\n", ".ruff.toml")]
    [InlineData("pyproject.toml", "[project]\nname = 'x'\n[tool.ruff.lint]\nselect = ['E703']\n", "pyproject.toml")]
    [InlineData(
        "ruff.toml",
        "src = ['a']\nexclude = ['a']\nformat = { line-ending = 'lf' }\nlint = { select = ['E703'], per-file-ignores = { 'a.py' = [] } }\n",
        "ruff.toml without src, exclude, format, lint.per-file-ignores")]
    public async Task It_is_used_and_said(string name, string text, string said)
    {
        var answer = await LintAsync(Code, name, text);

        Assert.Equal(["E703"], answer.Rules());
        Assert.Equal(said, answer.Structured.GetProperty("linter").GetProperty("configuration").GetString());
        Assert.Contains($"ruff 0.17.4, {said}", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pyproject.toml", "[project]\nname = 'x'\n")]
    [InlineData("folder/ruff.toml", "[lint]\nselect = ['E703']\n")]
    [InlineData("my-ruff.toml", "[lint]\nselect = ['E703']\n")]
    public async Task A_file_that_does_not_configure_this_code_is_only_a_file(string name, string text)
    {
        var answer = await LintAsync(Code, name, text);

        Assert.Equal(["F401", "E703"], answer.Rules());
        Assert.Equal("built in", answer.Structured.GetProperty("linter").GetProperty("configuration").GetString());
    }

    [Fact]
    public async Task Rules_that_are_not_built_in_are_found()
    {
        var answer = await LintAsync(
            "def Wrong(a, b):\n    if a: return b\n", "ruff.toml", "lint = { select = ['N', 'C90'], mccabe = { max-complexity = 1 } }\n");

        Assert.Equal(["1:5 warning C901", "1:5 warning N802"], answer.FindingsByPlace().Order(StringComparer.Ordinal));
        Assert.Equal("2", answer["complexity"]);
    }

    [Fact]
    public async Task The_oldest_Python_of_the_project_counts()
    {
        const string Match = "match 1:\n    case 1: pass\n";

        var old = await LintAsync(Match, "pyproject.toml", "[project]\nrequires-python = '>=3.9'\n[tool.ruff]\n");
        var recent = await LintAsync(Match, "pyproject.toml", "[project]\nrequires-python = '>=3.10'\n[tool.ruff]\n");

        Assert.Equal(["invalid-syntax"], old.Rules());
        Assert.Empty(recent.Rules());
    }

    [Theory]
    [InlineData("ruff.toml", "extend = '../base.toml'\n", "extend")]
    [InlineData("ruff.toml", "cache-dir = '/tmp'\n", "cache-dir")]
    [InlineData("ruff.toml", "colour = 'blue'\n", "colour")]
    [InlineData("pyproject.toml", "[tool.ruff]\nextend = 'a.toml'\n", "tool.ruff.extend")]
    [InlineData("ruff.toml", "[lint]\ncolour = 'blue'\n", "colour")]
    [InlineData("ruff.toml", "[lint]\nselect = ['NOSUCH1']\n", "NOSUCH1")]
    [InlineData("ruff.toml", "line-length = 'long'\n", "is refused by ruff: invalid type: string")]
    [InlineData("ruff.toml", "a = [1\n", "line 1")]
    [InlineData("ruff.toml", "lint = 5\n", "is refused by ruff: invalid type")]
    public async Task An_option_that_is_not_taken_is_refused_by_its_name(string name, string text, string named)
    {
        var answer = await LintAsync(Code, name, text);

        Assert.Equal("invalid_argument", answer.ErrorCode);
        var message = answer.Error.GetProperty("message").GetString();
        Assert.StartsWith($"\"{name}\" in files ", message, StringComparison.Ordinal);
        Assert.Contains(named, message, StringComparison.Ordinal);
    }

    private Task<ToolAnswer> LintAsync(string code, string name, string text) => _server.LintAsync(
        code, more: ("files", new Dictionary<string, string>(StringComparer.Ordinal) { [name] = text }));
}
