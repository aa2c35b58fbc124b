using System.Collections.Frozen;
using System.Collections.Immutable;
using UltimateMcp.Code.Languages.LanguageServers;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Languages.JavaScript.Linting;

/// <summary>Turns what oxlint says as a language server into findings.</summary>
internal sealed class OxlintReport
{
    public const string SyntaxError = "syntax-error";

    private const string BooleanCast = "no-extra-boolean-cast";
    private const string Disable = "Disable ";
    private const string ThisLine = " for this line";

    /// <summary>Rules whose fix leaves the program as it is.</summary>
    private static readonly FrozenSet<string> SafeRules = FrozenSet.Create(
        StringComparer.Ordinal, BooleanCast, "no-unused-labels", "no-useless-rename", "unicorn/no-useless-fallback-in-spread");

    private readonly ImmutableArray<DocumentDiagnostic> _diagnostics;

    private OxlintReport(ImmutableArray<DocumentDiagnostic> diagnostics) => _diagnostics = diagnostics;

    public bool MayBeFixed => _diagnostics.Any(static one => SafeRules.Contains(RuleOf(one.CodeText)));

    /// <summary>The further places of a finding, which are hints without a code, are left out.</summary>
    public static OxlintReport Of(ImmutableArray<DocumentDiagnostic> diagnostics) => new(
    [
        .. diagnostics.IsDefault ? [] : diagnostics.Where(static one => one.Severity != 4 || one.CodeText.Length > 0),
    ]);

    public ImmutableArray<Finding> FindingsIn(LintSource source, ImmutableArray<CodeAction> actions, string uri)
    {
        var fixes = FixesIn(source, actions, uri);
        var findings = ImmutableArray.CreateBuilder<Finding>(_diagnostics.Length);
        foreach (var diagnostic in _diagnostics)
        {
            var rule = RuleOf(diagnostic.CodeText);
            var message = WithoutHelp(diagnostic.Message);
            var severity = rule == SyntaxError ? FindingSeverity.Error : diagnostic.FindingSeverity;
            var finding = diagnostic.FindingOf(rule, severity, message);
            var isSafe = SafeRules.Contains(rule)
                && (rule != BooleanCast || message.Contains("Boolean call", StringComparison.OrdinalIgnoreCase));
            var fix = isSafe && fixes.TryGetValue(rule, out var ofRule) ? FixOf(diagnostic, ofRule, source) : SourceFix.None;
            findings.Add(finding with { Fix = fix, Fixable = !fix.IsEmpty });
        }

        return findings.ToImmutable();
    }

    /// <summary>
    /// The fixes by their rules. An action that fixes comes before the one that would disable its rule in the line, which
    /// alone names it.
    /// </summary>
    private static Dictionary<string, List<SourceFix>> FixesIn(LintSource source, ImmutableArray<CodeAction> actions, string uri)
    {
        var fixes = new Dictionary<string, List<SourceFix>>(StringComparer.Ordinal);
        List<SourceFix> pending = [];
        foreach (var action in actions)
        {
            if (!action.Title.StartsWith(Disable, StringComparison.Ordinal))
            {
                pending.Add(FixIn(source, action, uri));
            }
            else if (action.Title.EndsWith(ThisLine, StringComparison.Ordinal))
            {
                var rule = action.Title[Disable.Length..^ThisLine.Length];
                fixes.TryAdd(rule, []);
                fixes[rule].AddRange(pending);
                pending.Clear();
            }
        }

        return fixes;
    }

    private static SourceFix FixIn(LintSource source, CodeAction action, string uri) =>
        action.Edit?.Changes?.GetValueOrDefault(uri) is { IsDefault: false } edits
            ? new SourceFix([.. edits.Select(edit => edit.Range.EditIn(source, edit.NewText))])
            : SourceFix.None;

    /// <summary>The fix that changes the finding's place, if it loses no comment.</summary>
    private static SourceFix FixOf(DocumentDiagnostic diagnostic, List<SourceFix> fixes, LintSource source)
    {
        var place = diagnostic.Range.EditIn(source, "");
        return fixes.Find(fix => fix.Edits is [var edit]
            && edit.Start <= place.Start && edit.End >= place.Start
            && !LosesComment(source.Text[edit.Start..edit.End], edit.Text)) ?? SourceFix.None;
    }

    private static bool LosesComment(string before, string after) => CommentsIn(before) > CommentsIn(after);

    private static int CommentsIn(string text) => ScriptTokenizer.Tokenize(text)
        .Count(static token => token.Kind is ScriptTokenKind.LineComment or ScriptTokenKind.BlockComment);

    /// <summary><c>eslint(no-undef)</c> is <c>no-undef</c>, <c>unicorn(no-thenable)</c> is <c>unicorn/no-thenable</c>.</summary>
    private static string RuleOf(string code)
    {
        var open = code.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || !code.EndsWith(')'))
        {
            return code.Length == 0 ? SyntaxError : code;
        }

        var (plugin, rule) = (code[..open], code[(open + 1)..^1]);
        return plugin switch
        {
            "eslint" => rule,

            // An error that TypeScript's compiler reports too.
            "TS" => SyntaxError,
            "typescript-eslint" => $"typescript/{rule}",
            _ => $"{plugin}/{rule}",
        };
    }

    private static string WithoutHelp(string message)
    {
        var help = message.IndexOf("\nhelp: ", StringComparison.Ordinal);
        return help < 0 ? message : message[..help];
    }
}
