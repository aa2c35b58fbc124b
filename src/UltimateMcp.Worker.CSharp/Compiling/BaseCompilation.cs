using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace UltimateMcp.Worker.CSharp.Compiling;

/// <summary>What each program is compiled with: the references, and what the SDK generates.</summary>
internal static class BaseCompilation
{
    /// <summary>
    /// The parser checks its stack, and reports code that nests too deep as an error; the other phases do not. So they
    /// get the stack for all that the parser accepts.
    /// </summary>
    public const int ParserStack = 4 << 20;

    public const int CompilerStack = 64 << 20;

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

    public static readonly CSharpParseOptions ParseOptions = new(
        LanguageVersion.CSharp14,
        DocumentationMode.None,
        preprocessorSymbols: ["TRACE", "NET", "NET10_0", "NETCOREAPP", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]);

    public static CSharpCompilation Create(CSharpCompilationOptions options) => CSharpCompilation.Create(
        CompiledProgram.Name,
        [Parse(new SourceFile("Generated.cs", SourceText.From(Generated, Encoding.UTF8)))],
        ReferenceAssemblies.Load(),
        options);

    public static SyntaxTree Parse(SourceFile source) => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path);
}
