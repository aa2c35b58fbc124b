using System.Collections.Immutable;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Linters;
using Wasmtime;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>
/// Lints Python with ruff. Nothing has to be installed: ruff runs in this process, as WebAssembly. The rules are for the
/// version of Python that programs run with, if there is one.
/// </summary>
internal sealed partial class PythonLinter(LinterContext context) : ILinter, IDisposable
{
    /// <summary>As the lock in <c>tools/</c> pins it.</summary>
    internal const string Version = "0.17.4";

    private static readonly LinterName Name = new("ruff", Version, LinterName.BuiltIn);

    private readonly Lock _lock = new();
    private Ruff? _ruff;

    private string Folder => Path.Combine(context.ToolsFolder, "ruff");

    public async Task<LinterIdentity> IdentifyAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(Folder, RuffModule.Portable)))
        {
            throw LinterContext.Unavailable(
                PythonLanguage.Language.Name, $"{Folder} is missing", "Install the server again, with all of its files.");
        }

        return new LinterIdentity(Name, await TargetAsync(cancellationToken));
    }

    public async Task<LinterReport> LintAsync(LintInput input, CancellationToken cancellationToken)
    {
        var target = await TargetAsync(cancellationToken);
        var lines = PythonLines.Of(input.Source.Text);
        var suppressions = PythonStructure.Suppressions(input.Source, lines);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (Suppression.Of(input.Source, suppressions) is { } suppression)
        {
            findings.Add(suppression);
        }

        var configuration = RuffConfiguration.Find(input.Files, target);
        int? complexity = null;
        var isComplete = true;
        try
        {
            var options = configuration?.Options ?? RuffOptions.Of(target);
            var diagnostics = await CheckAsync(options, input.Source.Text, cancellationToken);
            var reported = diagnostics.Where(one => configuration is not null || one.Complexity is not <= RuffOptions.MaximumComplexity);
            findings.AddRange(FindingsOf(input.Source, [.. reported]));
            complexity = ComplexityOf(
                configuration is null && suppressions.Count == 0
                    ? diagnostics
                    : await CheckAsync(
                        RuffOptions.OnlyComplexity(target), WithoutSuppressions(input.Source.Text, suppressions), cancellationToken));
        }
        catch (RuffOptionsException refusal)
        {
            throw LinterConfiguration.Refused(
                configuration?.File ?? Name.Configuration, $"is refused by ruff: {refusal.Message}", "Correct it, or leave it out.");
        }
        catch (WasmtimeException trap)
        {
            isComplete = false;
            findings.Add(
                trap is TrapException { Type: TrapCode.Interrupt }
                    ? LinterFault.TimeoutOf(Name.Name, RuffClock.Limit)
                    : LinterFault.CrashOf(Name.Name));
        }

        var name = configuration is null ? Name : Name with { Configuration = configuration.Name };
        return new LinterReport(name, findings.ToImmutable(), PythonStructure.Of(input.Source, lines, complexity), isComplete);
    }

    public void Dispose() => _ruff?.Dispose();

    private async Task<string> TargetAsync(CancellationToken cancellationToken)
    {
        var state = await context.FindAsync(PythonLanguage.Language.Toolchain, cancellationToken);
        return RuffOptions.TargetOf(state.Toolchain?.Version);
    }

    private async Task<ImmutableArray<RuffDiagnostic>> CheckAsync(
        Dictionary<string, object?> options, string text, CancellationToken cancellationToken)
    {
        Ruff ruff;
        lock (_lock)
        {
            ruff = _ruff ??= new Ruff(Folder, context.CacheFolder, context.Time);
        }

        return [.. (await ruff.CheckAsync(options, text, cancellationToken)).Select(RuffDiagnostic.Read)];
    }

    private static IEnumerable<Finding> FindingsOf(LintSource source, ImmutableArray<RuffDiagnostic> diagnostics)
    {
        var usesNamesAsText = NamesAsText().IsMatch(source.Text);
        var unsafeEdits = diagnostics.Where(one => !IsSafeToFix(source, one, usesNamesAsText))
            .SelectMany(static one => one.Edits).ToHashSet();
        foreach (var diagnostic in diagnostics)
        {
            // A fix may be shared: of one import of several names, some of which must stay.
            var fix = diagnostic.Edits.Any(unsafeEdits.Contains) ? SourceFix.None : diagnostic.FixIn(source);
            yield return new Finding
            {
                Rule = diagnostic.Rule,
                Severity = RuffRules.IsError(diagnostic.Rule) ? FindingSeverity.Error : FindingSeverity.Warning,
                Message = diagnostic.Complexity is null
                    ? diagnostic.Message
                    : diagnostic.Message.Replace(" > 0)", $" > {RuffOptions.MaximumComplexity})", StringComparison.Ordinal),
                Line = diagnostic.Start.Line,
                Column = diagnostic.Start.Column,
                EndLine = diagnostic.End.Line,
                EndColumn = diagnostic.End.Column,
                Fixable = !fix.IsEmpty,
                Fix = fix,
                Url = RuffRules.PageOf(diagnostic.Rule),
            };
        }
    }

    /// <param name="usesNamesAsText">Whether the code may use a name by its text.</param>
    private static bool IsSafeToFix(LintSource source, RuffDiagnostic diagnostic, bool usesNamesAsText) =>
        RuffRules.IsSafe(diagnostic.Rule)
        && (diagnostic.Rule != RuffRules.UnusedImport || (!usesNamesAsText && DoesNothing(diagnostic)))
        && diagnostic.FixIn(source).Edits.All(edit => !LosesComment(source.Text[edit.Start..edit.End], edit.Text));

    /// <summary>Whether the import is of a module that does nothing when it is imported.</summary>
    private static bool DoesNothing(RuffDiagnostic diagnostic) =>
        ImportedName().Match(diagnostic.Message) is { Success: true } name && PureModules.Contains(name.Groups["module"].Value);

    private static bool LosesComment(string before, string after) => before.AsSpan().Count('#') > after.AsSpan().Count('#');

    private static int ComplexityOf(ImmutableArray<RuffDiagnostic> diagnostics) =>
        diagnostics.Select(static diagnostic => diagnostic.Complexity ?? 0).Append(1).Max();

    /// <summary>The same text, whose comments turn nothing off. All offsets stay.</summary>
    private static string WithoutSuppressions(string text, IReadOnlyList<(int Start, int End)> suppressions) =>
        string.Create(text.Length, (text, suppressions), static (span, state) =>
        {
            state.text.CopyTo(span);
            foreach (var (start, end) in state.suppressions)
            {
                span[(start + 1)..end].Fill('-');
            }
        });

    [GeneratedRegex(@"^`(?<module>[\w.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ImportedName();

    [GeneratedRegex(
        @"\b(eval|exec|globals|locals|vars|doctest|__dict__|__getattr__|modules)\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamesAsText();
}
