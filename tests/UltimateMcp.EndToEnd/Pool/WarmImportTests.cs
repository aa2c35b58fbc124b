using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Pool;

/// <summary>Modules that are imported before each program, cold or warm.</summary>
public sealed class WarmImportTests
{
    /// <summary>One of them prints a poem, and one does not exist.</summary>
    private static readonly (string Name, string Value) Imports = ("PYTHON_WARM_IMPORTS", "decimal, this,no_such_module,xml.dom.minidom");

    [Theory]
    [InlineData("512")]
    [InlineData("0")]
    public async Task Each_program_finds_them_loaded_and_nothing_of_what_they_printed(string pool)
    {
        const string Code =
            "import sys; print([name in sys.modules for name in ('decimal', 'this', 'xml.dom.minidom', 'no_such_module')], sys.path[0])";
        await using var server = await TestServer.StartAsync([.. UnlimitedServer.NoRateLimits, Imports, ("POOL_MAX_MEMORY_MB", pool)]);

        var first = await server.RunAsync(Code, "python", ("fresh", true));
        var second = pool == "0" ? await server.RunAsync(Code, "python", ("fresh", true)) : await server.RunWarmAsync(Code, "python");

        Assert.Equal("[True, True, True, False] /scratch\n", first.Stdout);
        Assert.Equal((first.Stdout, ""), (second.Stdout, first.Stderr + second.Stderr));
    }

    [Fact]
    public async Task Health_names_those_that_cannot_be_imported_and_what_the_others_need()
    {
        await using var server = await TestServer.StartAsync([.. UnlimitedServer.NoRateLimits, Imports]);

        var health = await server.CallAsync("health");

        var python = health.Structured.GetProperty("languages").EnumerateArray().First().GetProperty("warm_imports");
        var failed = Assert.Single(python.GetProperty("failed").EnumerateArray());
        Assert.Equal(
            ["decimal", "this", "xml.dom.minidom"],
            python.GetProperty("modules").EnumerateArray().Select(module => module.GetString()));
        Assert.Equal("no_such_module", failed.GetProperty("module").GetString());
        Assert.Contains("ModuleNotFoundError", failed.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.InRange(python.GetProperty("memory_bytes").GetInt64(), 1 << 16, 64 << 20);
        Assert.Contains("no_such_module cannot be imported", health.Text, StringComparison.Ordinal);
    }

    /// <summary>Their memory is not the program's.</summary>
    [Fact]
    public async Task A_program_has_as_much_memory_as_without_them()
    {
        const string Code = "held = bytearray(int(__import__('sys').argv[1]) << 20); print(len(held) >> 20)";
        await using var server = await TestServer.StartAsync([.. UnlimitedServer.NoRateLimits, Imports]);

        var within = await server.RunAsync(Code, "python", ("args", (string[])["120"]));
        var beyond = await server.RunAsync(Code, "python", ("args", (string[])["200"]));

        Assert.Equal("120\n", within.Stdout);
        Assert.Equal("memory_limit", beyond.Outcome);
    }
}
