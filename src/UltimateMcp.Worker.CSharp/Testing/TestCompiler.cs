using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using UltimateMcp.Worker.CSharp.Compiling;

namespace UltimateMcp.Worker.CSharp.Testing;

/// <summary>Compiles tests as a library, with xunit, for debugging: so lines are exact.</summary>
internal static class TestCompiler
{
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Debug,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Annotations,
        concurrentBuild: false,
        warningLevel: 0);

    private static readonly CSharpCompilation Base = BaseCompilation.Create(Options)
        .AddReferences(new[]
        {
            typeof(Xunit.Assert), typeof(Xunit.FactAttribute), typeof(Xunit.Sdk.IMessageSink), typeof(IAsyncDisposable),
        }.Select(static type => type.Assembly.Location).Where(IsOurs).Select(static path => MetadataReference.CreateFromFile(path)))
        .AddReferences(MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "Microsoft.Bcl.AsyncInterfaces.dll")))
        .AddSyntaxTrees(BaseCompilation.Parse(new SourceFile("Usings.cs", SourceText.From("global using Xunit;", Encoding.UTF8))));

    /// <param name="withCoverage">Whether to compile so that it can be told which lines ran; not if that does not compile.</param>
    internal static (CompiledProgram Program, CoverageMap? Coverage) Compile(IReadOnlyList<SourceFile> sources, bool withCoverage)
    {
        var plain = ProgramCompiler.Compile(sources, Base);
        if (!withCoverage || !plain.Errors.IsEmpty)
        {
            return (plain, null);
        }

        var map = new CoverageMap();
        var measured = ProgramCompiler.Compile(map.Instrument(sources), Base);
        return measured.Errors.IsEmpty ? (measured, map) : (plain, null);
    }

    private static bool IsOurs(string path) => path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal);
}
