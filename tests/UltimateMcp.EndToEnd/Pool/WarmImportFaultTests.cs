using System.Text.Json;
using UltimateMcp.EndToEnd.Attacks;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Interpreters;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Pool;

/// <summary>Modules of an environment that do harm when they are imported before each program.</summary>
public sealed class WarmImportFaultTests
{
    private const string Code = "import sys, decimal; print([name for name in ('before', 'after', 'harmful') if name in sys.modules])";

    [Theory]
    [InlineData("import os; os.abort()", "134")]
    [InlineData("import ctypes; ctypes.string_at(8)", "139")]
    [InlineData("import os; os._exit(7)", "7")]
    [InlineData("import sys; sys.exit('leaves')", "SystemExit: leaves")]
    [InlineData("1 / 0", "ZeroDivisionError")]
    [InlineData("raise KeyboardInterrupt", "KeyboardInterrupt")]
    [InlineData("import os; os.kill(os.getpid(), 9)", "137")]
    [InlineData("held = bytearray(1 << 40)", "MemoryError")]
    public async Task A_module_that_ends_the_interpreter_is_named_and_left_out(string harm, string why)
    {
        using var home = new UserFolder(Own);
        await using var server = await StartAsync(home, harm);

        var first = await server.RunAsync(Code, "python", ("fresh", true));
        var warm = await server.RunWarmAsync(Code, "python");
        var (modules, failed) = await ImportsAsync(server);

        Assert.Equal(("['before', 'after']\n", ""), (first.Stdout, first.Stderr));
        Assert.Equal(first.Stdout, warm.Stdout);
        Assert.Equal(["before", "after"], modules);
        Assert.StartsWith("harmful ", Assert.Single(failed), StringComparison.Ordinal);
        Assert.Contains(why, failed[0], StringComparison.Ordinal);
    }

    /// <summary>It takes as long as the probe waits, which is a minute.</summary>
    [Fact]
    public async Task A_module_whose_import_never_ends_is_named_and_left_out()
    {
        using var home = new UserFolder(Own);
        await using var server = await StartAsync(home, "import threading; threading.Event().wait()");

        var result = await server.Client
            .CallToolAsync("execute_code", new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = Code })
            .AsTask().WaitAsync(3 * TimeSpan.FromMinutes(1));
        var (modules, failed) = await ImportsAsync(server);

        Assert.Equal("['before', 'after']\n", server.Answer(result).Stdout);
        Assert.Equal(["before", "after"], modules);
        Assert.StartsWith("harmful it was ended", Assert.Single(failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Modules_that_print_and_change_their_surroundings_leave_programs_as_they_were()
    {
        const string Harm = "import os, sys; print('said'); os.chdir('/tmp'); open('left', 'w').close(); os.environ['LEFT'] = '1'";
        using var home = new UserFolder(Own);
        await using var server = await StartAsync(home, Harm);
        const string Look = "import os; print(os.path.exists('/scratch/left'), 'harmful' in __import__('sys').modules)";

        var cold = await server.RunAsync(Look, "python", ("fresh", true));
        var warm = await server.RunWarmAsync(Look, "python");

        Assert.Equal(("False True\n", ""), (cold.Stdout, cold.Stderr));
        Assert.Equal(cold.Stdout, warm.Stdout);
    }

    private static Identity Own => Identities.IsRoot ? Identity.Root : Identity.User;

    /// <summary>The harmful module is imported between two others.</summary>
    private static async Task<TestServer> StartAsync(UserFolder home, string harm)
    {
        var environment = home.MakeEnvironment("project");
        var packages = Path.GetRelativePath(home.Path, Directory.GetDirectories($"{environment}/lib", "python3*").Single());
        home.Place($"{packages}/site-packages/before.py", "");
        home.Place($"{packages}/site-packages/harmful.py", harm);
        home.Place($"{packages}/site-packages/after.py", "");
        return await TestServer.StartAsync(
            [.. UnlimitedServer.NoRateLimits, ("PYTHON_INTERPRETER", environment), ("PYTHON_WARM_IMPORTS", "before,harmful,after")]);
    }

    private static async Task<(IReadOnlyList<string?> Modules, IReadOnlyList<string> Failed)> ImportsAsync(TestServer server)
    {
        var health = await server.CallAsync("health");
        var python = health.Structured.GetProperty("languages").EnumerateArray().First().GetProperty("warm_imports");
        return (
            [.. python.GetProperty("modules").EnumerateArray().Select(module => module.GetString())],
            [.. python.GetProperty("failed").EnumerateArray().Select(Text)]);

        static string Text(JsonElement failed) => $"{failed.GetProperty("module").GetString()} {failed.GetProperty("why").GetString()}";
    }
}
