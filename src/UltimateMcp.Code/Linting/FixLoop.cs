using System.Collections.Immutable;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Linting;

/// <summary>
/// Applies safe fixes and lints again until nothing is left to fix. Fixes that touch each other wait for the next round.
/// A round that brings a new error is undone: then the code stays as the round before left it.
/// </summary>
internal static class FixLoop
{
    private const int MaximumRounds = 5;

    /// <summary>What fixes the code; empty if nothing was fixed.</summary>
    /// <param name="first">The report on the code as it is.</param>
    public static async Task<ImmutableArray<TextEdit>> RunAsync(
        ILinter linter, LintInput input, LinterReport first, CancellationToken cancellationToken)
    {
        var (source, report) = (input.Source, first);
        ImmutableArray<TextEdit> made = [];
        for (var round = 0; round < MaximumRounds; round++)
        {
            var edits = SourceFix.Choose(FixesOf(report));
            if (edits.IsEmpty)
            {
                break;
            }

            var fixedSource = source.With(TextEdit.Apply(source.Text, edits));
            var next = await linter.LintAsync(input with { Source = fixedSource }, cancellationToken);
            if (!next.IsComplete || HasNewError(report, next))
            {
                break;
            }

            made = TextEdit.Compose(made, source.Text, edits);
            (source, report) = (fixedSource, next);
        }

        return made;
    }

    private static IEnumerable<SourceFix> FixesOf(LinterReport report) =>
        report.Findings.Where(static finding => !finding.Fix.IsEmpty)
            .OrderBy(static finding => finding.Line)
            .ThenBy(static finding => finding.Column)
            .Select(static finding => finding.Fix);

    /// <summary>A fix moves other findings, so errors are compared by rule and message.</summary>
    private static bool HasNewError(LinterReport before, LinterReport after)
    {
        var known = ErrorsOf(before).CountBy(static error => error).ToDictionary();
        return ErrorsOf(after).CountBy(static error => error).Any(error => error.Value > known.GetValueOrDefault(error.Key));
    }

    private static ImmutableArray<(string Rule, string Message)> ErrorsOf(LinterReport report) =>
    [
        .. report.Findings.Where(static finding => finding.Severity == FindingSeverity.Error)
            .Select(static finding => (finding.Rule, finding.Message)),
    ];
}
