using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace UltimateMcp.Worker.CSharp.Compiling;

/// <summary>
/// Compiles a program in memory, with the usual implicit usings, nullable on, and line numbers for stack traces. All
/// compilations share one set of references, so what a warm-up has read of them stays read.
/// </summary>
internal static class ProgramCompiler
{
    /// <summary>
    /// The parser checks its stack, and reports code that nests too deep as an error; the other phases do not. So they
    /// get the stack for all that the parser accepts.
    /// </summary>
    private const int ParserStack = 4 << 20;
    private const int CompilerStack = 64 << 20;

    /// <summary>What the SDK generates for a console program.</summary>
    private const string Generated =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        [assembly: System.Runtime.Versioning.TargetFramework(".NETCoreApp,Version=v10.0", FrameworkDisplayName = ".NET 10.0")]
        """;

    private static readonly CSharpParseOptions ParseOptions = new(
        LanguageVersion.CSharp14,
        DocumentationMode.None,
        preprocessorSymbols: ["TRACE", "NET", "NET10_0", "NETCOREAPP", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]);

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

    private static CSharpCompilation? _base = CSharpCompilation.Create(
        CompiledProgram.Name,
        [Parse(new SourceFile("Generated.cs", SourceText.From(Generated, Encoding.UTF8)))],
        ReferenceAssemblies.Load(),
        Options);

    internal static CompiledProgram Compile(IReadOnlyList<SourceFile> sources)
    {
        if (sources.Select(Nesting.FindTooDeep).FirstOrDefault(static error => error is not null) is { } tooDeep)
        {
            return new CompiledProgram(new MemoryStream(), new MemoryStream(), [tooDeep]);
        }

        CompiledProgram? result = null;
        var trees = Array.Empty<SyntaxTree>();
        LargeStack.Run(ParserStack, () => trees = [.. sources.Select(Parse)]);
        LargeStack.Run(CompilerStack, () => result = Emit(_base!.AddSyntaxTrees(trees)));
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

    private static SyntaxTree Parse(SourceFile source) => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path);
}
