using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using UltimateMcp.Worker.CSharp.Compiling;

namespace UltimateMcp.Worker.CSharp.Testing;

/// <summary>
/// The worker in its mode for tests: it compiles them with xunit, runs them in this process, and reports each on the private
/// channel. It ends the process itself when the last is told, whatever threads the tests have left.
/// </summary>
internal static class TestProgram
{
    private const string WarmUpFolder = "/tmp/.dotnet-warm-up";

    private const string WarmUpTests =
        """
        public class WarmUp
        {
            [Fact] public void Passes() => Assert.Equal(1, 1);
            [Theory, InlineData(1)] public async Task Awaits(int a) { await Task.CompletedTask; Assert.NotEqual(2, a); }
            [Fact] public void Fails() => Assert.Equal("a", "b");
        }
        """;

    internal static int Run()
    {
        WarmUp();
        Descriptors.SignalReady();
        if (Descriptors.ReadCommand() is not [var nonce, _, var filter, var coverage])
        {
            return 0;
        }

        Descriptors.SignalBegun();
        var report = new TestReport(nonce);
        report.Send("framework", static json => json.WriteString("name", "xunit"));
        Run(SourceFiles.Read(), filter, coverage.Length > 0, report);
        report.Finish();
        Descriptors.Exit(0);
        return 0;
    }

    private static void Run(IReadOnlyList<SourceFile> sources, string filter, bool withCoverage, TestReport report)
    {
        var (program, coverage) = TestCompiler.Compile(sources, withCoverage);
        if (!program.Errors.IsEmpty)
        {
            foreach (var error in program.Errors.Take(50))
            {
                report.CollectError($"{error.Id}: {error.Message}", error.Path, error.Line);
            }

            return;
        }

        var assembly = program.LoadInto(AssemblyLoadContext.Default);
        new TestSession(report, filter).RunAsync(assembly).GetAwaiter().GetResult();
        coverage?.Send(assembly, report);
    }

    /// <summary>So that the compiler and xunit are loaded and compiled when the tests come.</summary>
    private static void WarmUp()
    {
        var source = new SourceFile("/WarmUp.cs", SourceText.From(WarmUpTests, Encoding.UTF8));
        var (program, _) = TestCompiler.Compile([source], withCoverage: false);
        if (!program.Errors.IsEmpty)
        {
            throw new InvalidOperationException(program.ErrorText);
        }

        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        var assembly = program.LoadInto(context, WarmUpFolder);
        new TestSession(new TestReport(nonce: null), filter: "").RunAsync(assembly).GetAwaiter().GetResult();
        Directory.Delete(WarmUpFolder, recursive: true);
    }
}
