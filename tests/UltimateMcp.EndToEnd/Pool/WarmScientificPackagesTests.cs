using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Interpreters;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Pool;

/// <summary>numpy, pandas and matplotlib of the distribution, imported before each program.</summary>
public sealed class WarmScientificPackagesTests
{
    private static readonly (string Name, string Value)[] Settings =
    [
        .. UnlimitedServer.NoRateLimits,
        ("PYTHON_INTERPRETER", UserFolder.SystemPython),
        ("PYTHON_WARM_IMPORTS", "numpy,pandas,matplotlib.pyplot"),
    ];

    [Fact]
    public async Task A_program_finds_the_same_modules_warm_and_cold()
    {
        const string Code = "import sys; print(*sorted(sys.modules)); print(len(sys.modules))";
        DebianPackages.SkipWithout("numpy", "pandas", "matplotlib");
        await using var server = await TestServer.StartAsync([.. Settings, ("POOL_MAX_MEMORY_MB", "2048")]);
        await using var without = await TestServer.StartAsync([.. Settings, ("POOL_MAX_MEMORY_MB", "0")]);

        var first = await server.RunAsync(Code, "python", ("fresh", true));
        var warm = await server.RunWarmAsync(Code, "python");
        var cold = await without.RunAsync(Code, "python", ("fresh", true));

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Contains(" pandas.core.frame ", await WholeAsync(server, first), StringComparison.Ordinal);
        Assert.Equal(await WholeAsync(server, first), await WholeAsync(server, warm));
        Assert.Equal(await WholeAsync(server, first), await WholeAsync(without, cold));
    }

    [Fact]
    public async Task Tables_and_figures_are_made_warm_as_cold()
    {
        const string Code =
            """
            import io, numpy, pandas
            import matplotlib.pyplot as plot
            table = pandas.read_csv(io.StringIO("month,total\na,1\nb,2\n"))
            print(table.total.sum(), (numpy.ones((100, 100)) @ numpy.ones((100, 100)))[0, 0], plot.get_fignums())
            table.plot(x="month", y="total")
            plot.show()
            """;
        DebianPackages.SkipWithout("numpy", "pandas", "matplotlib");
        await using var server = await TestServer.StartAsync([.. Settings, ("POOL_MAX_MEMORY_MB", "2048")]);

        var first = await server.RunAsync(Code, "python", ("fresh", true));
        var warm = await server.RunWarmAsync(Code, "python");

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Equal("3 100.0 []\n", first.Stdout);
        Assert.Equal((first.Stdout, first.Stderr), (warm.Stdout, warm.Stderr));
        Assert.Equal(["figure_1.png"], first.Artifacts);
        Assert.Equal(first.Artifacts, warm.Artifacts);
    }

    private static async Task<string> WholeAsync(TestServer server, ToolAnswer reply) =>
        await File.ReadAllTextAsync(Path.Combine(server.Home, "outputs", reply.RunId, "stdout"));
}
