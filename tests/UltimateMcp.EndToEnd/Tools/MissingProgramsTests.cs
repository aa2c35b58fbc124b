using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Linting;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>The server on a machine that lacks something, made by hiding the program in a mount namespace of the server's own.</summary>
public sealed class MissingProgramsTests
{
    [Fact]
    public async Task A_language_whose_interpreter_is_missing_is_refused_with_what_to_install_and_the_others_run()
    {
        await using var server = await WithoutAsync("/usr/bin/node", "/usr/local/bin/node", "/usr/bin/nodejs");

        var refused = await server.RunAsync("1", "javascript");
        var health = await server.CallAsync("health");
        var python = await server.RunAsync("print(1)");

        Assert.Equal("language_unavailable", refused.Error.GetProperty("code").GetString());
        Assert.Contains("nodejs", refused.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        var language = health.Structured.GetProperty("languages").EnumerateArray().Single(
            entry => entry.GetProperty("name").GetString() == "javascript");
        Assert.False(language.GetProperty("available").GetBoolean());
        Assert.Contains("nodejs", language.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("exited", python["outcome"]);
    }

    [Fact]
    public async Task Without_the_runtime_of_dotnet_csharp_is_refused_with_the_package_to_install()
    {
        await using var server = await WithoutAsync("/usr/share/dotnet/dotnet", "/usr/lib/dotnet/dotnet", "/usr/lib64/dotnet/dotnet");

        var refused = await server.RunAsync("return;", "csharp");
        var health = await server.CallAsync("health");

        Assert.Equal("language_unavailable", refused.ErrorCode);
        const string Fix = "dotnet-runtime-10.0 (if there is no such package: https://dotnet.microsoft.com/download/dotnet/10.0)";
        Assert.Contains(Fix, refused.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Contains(Fix, health.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_tools_TypeScript_is_refused_and_JavaScript_runs()
    {
        var tools = Path.Combine(Path.GetDirectoryName(ServerBinary.Path)!, "tools");
        await using var server = await HidingAsync($"mount -t tmpfs none {tools} && ");

        var refused = await server.RunAsync("1", "typescript");
        var health = await server.CallAsync("health");
        var javaScript = await server.RunAsync("console.log(1)", "javascript");

        Assert.Equal("language_unavailable", refused.Error.GetProperty("code").GetString());
        Assert.Contains("tools/amaro does not exist", refused.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        var language = health.Structured.GetProperty("languages").EnumerateArray().Single(
            entry => entry.GetProperty("name").GetString() == "typescript");
        Assert.Contains("tools/amaro does not exist", language.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("1\n", javaScript["stdout"]);
    }

    [Fact]
    public async Task Without_its_tools_Python_is_run_and_not_linted()
    {
        var tools = Path.Combine(Path.GetDirectoryName(ServerBinary.Path)!, "tools");
        await using var server = await HidingAsync($"mount -t tmpfs none {tools} && ");

        var refused = await server.LintAsync("import os");
        var health = await server.CallAsync("health");
        var python = await server.RunAsync("print(1)");

        Assert.Equal("language_unavailable", refused.ErrorCode);
        Assert.Contains("tools/ruff is missing", refused.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("\n  linter: python cannot be linted here: ", health.Text, StringComparison.Ordinal);
        Assert.Equal("1\n", python.Stdout);
    }

    [Fact]
    public async Task Without_its_tools_neither_JavaScript_nor_TypeScript_is_linted_and_CSharp_is()
    {
        var tools = Path.Combine(Path.GetDirectoryName(ServerBinary.Path)!, "tools");
        await using var server = await HidingAsync($"mount -t tmpfs none {tools} && ");

        var javaScript = await server.LintAsync("missing();\n", "javascript");
        var typeScript = await server.LintAsync("missing();\n", "typescript");
        var health = await server.CallAsync("health");

        Assert.Equal(("language_unavailable", "language_unavailable"), (javaScript.ErrorCode, typeScript.ErrorCode));
        Assert.Contains("tools/oxlint does not exist", javaScript.ErrorText, StringComparison.Ordinal);
        Assert.Contains("\n  linter: javascript cannot be linted here: ", health.Text, StringComparison.Ordinal);
        Assert.Equal(["CS0103"], (await server.LintAsync("Missing();\n", "csharp")).Rules());
    }

    [Fact]
    public async Task Without_node_what_it_runs_is_neither_linted_nor_tested()
    {
        await using var server = await WithoutAsync("/usr/bin/node", "/usr/bin/nodejs", "/usr/local/bin/node", "/usr/local/bin/nodejs");

        foreach (var language in (string[])["javascript", "typescript"])
        {
            var lint = await server.LintAsync("missing();\n", language);
            var tests = await server.CallAsync("run_tests", ("code", "1"), ("language", language));

            Assert.Equal(("language_unavailable", "language_unavailable"), (lint.ErrorCode, tests.ErrorCode));
            Assert.Contains("nodejs", lint.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_bubblewrap_and_an_interpreter_Python_is_linted_all_the_same()
    {
        await using var server = await WithoutAsync("/usr/bin/bwrap", "/usr/bin/python3", "/usr/local/bin/python3");

        Assert.Equal(["F401"], (await server.LintAsync("import os")).Rules());
    }

    [Fact]
    public async Task Without_bubblewrap_code_is_refused_with_the_exact_fix_and_never_run()
    {
        await using var server = await WithoutAsync("/usr/bin/bwrap");

        var refused = await server.RunAsync("print(1)");
        var health = await server.CallAsync("health");

        Assert.Equal("sandbox_unavailable", refused.Error.GetProperty("code").GetString());
        Assert.Contains("install", refused.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Contains("bubblewrap", refused.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Equal("degraded", health["status"]);
        Assert.False(health.Structured.GetProperty("sandbox").GetProperty("available").GetBoolean());
    }

    private static Task<TestServer> WithoutAsync(params string[] programs) =>
        HidingAsync(string.Concat(programs.Where(File.Exists).Select(program => $"mount --bind /dev/null {program} && ")));

    private static Task<TestServer> HidingAsync(string hide)
    {
        var unshare = Environment.IsPrivilegedProcess ? "unshare --mount" : "unshare --map-root-user --mount";
        return TestServer.StartAsync(new TestServerOptions
        {
            Shell = $"exec {unshare} sh -c '{hide}exec \"$@\"' sh \"$@\"",
            Settings = UnlimitedServer.NoRateLimits,
        });
    }
}
