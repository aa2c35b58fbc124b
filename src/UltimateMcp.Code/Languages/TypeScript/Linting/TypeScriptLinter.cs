using System.Collections.Immutable;
using UltimateMcp.Code.Languages.JavaScript.Linting;
using UltimateMcp.Code.Languages.LanguageServers;
using UltimateMcp.Code.Linters;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Languages.TypeScript.Linting;

/// <summary>Lints TypeScript with its compiler, and with oxlint, which checks what is no matter of types.</summary>
internal sealed class TypeScriptLinter(LinterContext context) : ILinter
{
    private const string UnusedExpectation = "TS2578";

    private static readonly LinterName Name = new(
        $"{TypeScriptCompiler.Name} + {Oxlint.Name}", $"{TypeScriptCompiler.Version} + {Oxlint.Version}", LinterName.BuiltIn);

    private readonly Oxlint _oxlint = new(context);
    private readonly TypeScriptCompiler _compiler = new(context);

    public async Task<LinterIdentity> IdentifyAsync(CancellationToken cancellationToken)
    {
        var node = await _oxlint.FindNodeAsync("typescript", cancellationToken);
        var compiler = await _compiler.FindAsync(cancellationToken);
        return new LinterIdentity(Name, $"{node.VersionText} {TypeScriptCompiler.PackagesOf(compiler)}");
    }

    public async Task<LinterReport> LintAsync(LintInput input, CancellationToken cancellationToken)
    {
        var node = await _oxlint.FindNodeAsync("typescript", cancellationToken);
        var compiler = await _compiler.FindAsync(cancellationToken);
        var types = TypeScriptConfiguration.Find(input.Files);
        var rules = OxlintConfiguration.Find(input.Files);
        var text = input.Source.Text;
        var tokens = ScriptTokenizer.Tokenize(text);

        var ofTypes = await GuardAsync(TypeScriptCompiler.Name, () => _compiler.CheckAsync(
            compiler, input, types ?? TypeScriptConfiguration.Ours, cancellationToken));
        var ofRules = await GuardAsync(Oxlint.Name, () => _oxlint.CheckAsync(
            node, input, TypeScriptLanguage.Language.MainFile, rules, cancellationToken));

        var isParsed = ofRules.IsComplete && !ofRules.Findings.Any(static finding => finding.Rule == OxlintReport.SyntaxError);
        var findings = Together(ofTypes.Findings, ofRules.Findings, isParsed);
        var directives = ScriptSuppressions.In(text, tokens, ofCompiler: true);
        directives.RemoveAll(directive => IsUnused(directive.Start, ofTypes.Findings, input.Source));
        return new LinterReport(
            Name with { Configuration = NameOf(types, rules) },
            Suppression.Of(input.Source, directives) is { } suppression ? findings.Add(suppression) : findings,
            ScriptStructure.Of(input.Source, tokens, isParsed),
            ofTypes.IsComplete && ofRules.IsComplete);
    }

    /// <summary>
    /// What does not parse, both report: then the compiler's findings stand, and only those about the syntax, as on its command
    /// line.
    /// </summary>
    private static ImmutableArray<Finding> Together(ImmutableArray<Finding> ofTypes, ImmutableArray<Finding> ofRules, bool isParsed)
    {
        var others = ofTypes.Any(static finding => finding.Severity == FindingSeverity.Error)
            ? ofRules.RemoveAll(static finding => finding.Rule == OxlintReport.SyntaxError)
            : ofRules;
        return !isParsed && ofTypes.Any(TypeScriptCompiler.IsSyntaxError)
            ? [.. ofTypes.Where(TypeScriptCompiler.IsSyntaxError), .. others]
            : [.. ofTypes, .. others];
    }

    /// <summary>What expects an error that does not come turns nothing off, and has a finding of its own.</summary>
    private static bool IsUnused(int start, ImmutableArray<Finding> findings, LintSource source)
    {
        var place = source.PlaceOf(start);
        return findings.Any(finding => finding.Rule == UnusedExpectation && (finding.Line, finding.Column) == place);
    }

    private static string NameOf(TypeScriptConfiguration? types, OxlintConfiguration? rules) => (types, rules) switch
    {
        (null, null) => LinterName.BuiltIn,
        _ => string.Join(", ", ((string?[])[types?.Name, rules?.Name]).OfType<string>()),
    };

    private static async Task<(ImmutableArray<Finding> Findings, bool IsComplete)> GuardAsync(
        string name, Func<Task<ImmutableArray<Finding>>> check)
    {
        try
        {
            return (await check(), IsComplete: true);
        }
        catch (ServiceEndedException end)
        {
            return ([LanguageServer.FaultOf(name, end)], IsComplete: false);
        }
    }
}
