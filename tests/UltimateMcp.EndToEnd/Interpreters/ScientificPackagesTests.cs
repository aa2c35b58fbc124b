using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Interpreters;

/// <summary>numpy, pandas and matplotlib of the distribution, at the default limits, with each BLAS that numpy may find.</summary>
public class ScientificPackagesTests
{
    /// <summary>The program starts anew with the library's folder first: LD_LIBRARY_PATH is read when a program starts.</summary>
    private const string Program =
        """
        import os, sys
        if os.environ.get("LD_LIBRARY_PATH") != sys.argv[1]:
            os.execve(sys.executable, [sys.executable, "main.py", *sys.argv[1:]], {**os.environ, "LD_LIBRARY_PATH": sys.argv[1]})
        import io, numpy, pandas
        import matplotlib.pyplot as plot
        ones = numpy.ones((400, 400))
        print((ones @ ones)[0, 0], numpy.linalg.inv(numpy.eye(50)).sum())
        table = pandas.read_csv(io.StringIO("month,total\na,1\nb,2\n"))
        print(table.total.sum())
        table.plot(x="month", y="total")
        plot.show()
        libraries = {line.split()[-1] for line in open("/proc/self/maps") if "/libblas.so" in line}
        print(all(path.startswith(sys.argv[1] + "/") for path in libraries), len(libraries) > 0)
        """;

    [Theory]
    [InlineData("blas", "libblas3")]
    [InlineData("openblas-pthread", "libopenblas0-pthread")]
    public async Task A_matrix_product_a_table_and_a_plot_fit_the_default_limits(string folder, string package)
    {
        DebianPackages.SkipWithout("numpy", "pandas", "matplotlib");
        var library = Directory.GetDirectories("/usr/lib", "*-linux-gnu")
            .Select(parent => $"{parent}/{folder}")
            .FirstOrDefault(Directory.Exists);
        Assert.SkipWhen(library is null, $"{package} is not installed.");
        await using var server = await TestServer.StartAsync(("PYTHON_INTERPRETER", UserFolder.SystemPython));

        var reply = await server.RunAsync(Program, "python", ("args", new[] { library }));

        Assert.True(reply.ExitCode == 0, reply.ToString());
        Assert.Equal("400.0 50.0\n3\nTrue True\n", reply.Stdout);
        Assert.Equal("", reply.Stderr);
        Assert.Equal(["figure_1.png"], reply.Artifacts);
    }
}
