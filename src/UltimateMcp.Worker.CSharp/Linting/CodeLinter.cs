using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using UltimateMcp.Worker.CSharp.Compiling;

namespace UltimateMcp.Worker.CSharp.Linting;

/// <summary>Compiles code as a run would, but with all warnings, and emits nothing.</summary>
internal sealed class CodeLinter
{
    private const string NoEntryPoint = "CS5001";

    /// <summary>All warnings of this compiler.</summary>
    private const int AllWarnings = 9999;

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.ConsoleApplication,
        optimizationLevel: OptimizationLevel.Debug,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable,
        concurrentBuild: false,
        warningLevel: AllWarnings);

    private readonly CSharpCompilation _base = BaseCompilation.Create(Options);

    internal LintReport Lint(string code, IReadOnlyDictionary<string, string> files)
    {
        var main = new SourceFile(SourceFiles.MainFile, SourceText.From(code, Encoding.UTF8));
        SourceFile[] sources =
        [
            main,
            .. files.OrderBy(static file => file.Key, StringComparer.Ordinal)
                .Select(static file => new SourceFile($"{SourceFiles.Folder}/{file.Key}", SourceText.From(file.Value, Encoding.UTF8))),
        ];
        if (sources.Select(Nesting.FindTooDeep).FirstOrDefault(static error => error is not null) is { } tooDeep)
        {
            var place = tooDeep.Path == SourceFiles.MainName ? new LinePosition(tooDeep.Line - 1, tooDeep.Column - 1) : default;
            return new LintReport([LintFinding.Error(tooDeep.Id, tooDeep.Message, place, main.Text)]);
        }

        var trees = Array.Empty<SyntaxTree>();
        LintReport? report = null;
        LargeStack.Run(BaseCompilation.ParserStack, () => trees = [.. sources.Select(BaseCompilation.Parse)]);
        LargeStack.Run(BaseCompilation.CompilerStack, () => report = Lint(trees));
        return report!;
    }

    private LintReport Lint(SyntaxTree[] trees)
    {
        var main = trees[0];
        var findings = Diagnose(trees, main);
        var root = main.GetCompilationUnitRoot();
        var structure = SourceStructure.Of(root);
        var isParsed = main.GetDiagnostics().All(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);
        return new LintReport([.. findings.Select(LintFinding.Of)])
        {
            Functions = structure.Functions,
            Classes = structure.Classes,
            Imports = structure.Imports,
            Complexity = isParsed ? structure.Complexity : null,
            Suppressions = [.. Suppressions(root)],
        };
    }

    private ImmutableArray<Diagnostic> Diagnose(SyntaxTree[] trees, SyntaxTree main)
    {
        var compilation = _base.AddSyntaxTrees(trees);
        var found = Staged(compilation, main);

        // Code without an entry point is a library.
        return found.Any(static diagnostic => diagnostic.Id == NoEntryPoint)
            ? Staged(compilation.WithOptions(Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary)), main)
            : found;
    }

    /// <summary>
    /// As the compiler reports on its command line: an error in one stage ends it. Errors of other files do not, since
    /// they are not shown.
    /// </summary>
    private static ImmutableArray<Diagnostic> Staged(CSharpCompilation compilation, SyntaxTree main)
    {
        ImmutableArray<Diagnostic> found = [];
        foreach (var stage in (Func<ImmutableArray<Diagnostic>>[])
            [() => compilation.GetParseDiagnostics(), () => compilation.GetDeclarationDiagnostics(), () => compilation.GetDiagnostics()])
        {
            found =
            [
                .. found.Concat(stage().Where(diagnostic => IsShown(diagnostic, main)))
                    .DistinctBy(static diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan, diagnostic.GetMessage())),
            ];
            if (found.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            {
                break;
            }
        }

        return found;
    }

    private static bool IsShown(Diagnostic diagnostic, SyntaxTree main) =>
        diagnostic.Severity != DiagnosticSeverity.Hidden
        && !diagnostic.IsSuppressed
        && (diagnostic.Location.SourceTree == main || diagnostic.Id == NoEntryPoint);

    private static IEnumerable<LintPlace> Suppressions(SyntaxNode root) =>
        root.DescendantTrivia(descendIntoTrivia: true)
            .Select(static trivia => trivia.GetStructure())
            .OfType<PragmaWarningDirectiveTriviaSyntax>()
            .Where(static pragma => pragma.IsActive
                && !pragma.DisableOrRestoreKeyword.IsMissing
                && pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword))
            .Select(static pragma => new LintPlace(pragma.HashToken.SpanStart, EndOf(pragma)));

    private static int EndOf(PragmaWarningDirectiveTriviaSyntax pragma) =>
        pragma.ErrorCodes.Count > 0 ? pragma.ErrorCodes.Last().Span.End : pragma.DisableOrRestoreKeyword.Span.End;
}
