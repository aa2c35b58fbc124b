using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace UltimateMcp.Worker.CSharp.Compiling;

/// <summary>
/// Compiles a program in memory, with the usual implicit usings, nullable on, and line numbers for stack traces. All
/// compilations share one set of references, so what a warm-up has read of them stays read.
/// </summary>
internal static class ProgramCompiler
{
    /// <summary>
    /// Not concurrent: the threads of the pool have small stacks. Nullable is on for annotations; its warnings, as all
    /// others, are not shown, so the analysis behind them is left out.
    /// </summary>
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.ConsoleApplication,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Annotations,
        concurrentBuild: false,
        warningLevel: 0);

    private static readonly EmitOptions Emission = new(
        debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: CompiledProgram.Name + ".pdb");

    private static CSharpCompilation? _base = BaseCompilation.Create(Options);

    internal static CompiledProgram Compile(IReadOnlyList<SourceFile> sources) => Compile(sources, _base!);

    /// <param name="basis">What it is compiled with.</param>
    internal static CompiledProgram Compile(IReadOnlyList<SourceFile> sources, CSharpCompilation basis)
    {
        if (sources.Select(Nesting.FindTooDeep).FirstOrDefault(static error => error is not null) is { } tooDeep)
        {
            return new CompiledProgram(new MemoryStream(), new MemoryStream(), [tooDeep]);
        }

        CompiledProgram? result = null;
        var trees = Array.Empty<SyntaxTree>();
        LargeStack.Run(BaseCompilation.ParserStack, () => trees = [.. sources.Select(BaseCompilation.Parse)]);
        LargeStack.Run(BaseCompilation.CompilerStack, () => result = Emit(basis.AddSyntaxTrees(trees)));
        return result!;
    }

    /// <summary>Gives the memory of the compiler back.</summary>
    internal static void Release() => _base = null;

    private static CompiledProgram Emit(CSharpCompilation compilation)
    {
        var assembly = new MemoryStream();
        var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: Emission);
        return new CompiledProgram(assembly, symbols, result.Success ? [] : CompilationError.Of(result.Diagnostics));
    }
}
