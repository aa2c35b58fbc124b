using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Records;

namespace UltimateMcp.Code.Linting;

/// <summary>
/// As much of a lint as fits in a reply: whole findings, whole entries. A fixed code or a diff is shown whole or not at
/// all, because a part of it is of no use. The record has everything.
/// </summary>
public static class LintExcerpt
{
    public const int MaximumFindings = 500;

    /// <summary>Less than the 64 KB of a reply; findings take what the rest leaves of it.</summary>
    private const long Budget = 60 * 1024;

    /// <summary>With its entry in SARIF, a finding takes so many times as much.</summary>
    private const int ShareWithSarif = 3;

    private const int StructureBudget = 4 * 1024;
    private const int DiffBudget = 10 * 1024;
    private const int CodeBudget = 14 * 1024;
    private const int EntryOverhead = 64;
    private const int FindingOverhead = 160;

    /// <param name="leavesRoomForSarif">Whether the same findings will stand in the reply twice.</param>
    public static LintResult Of(LintResult result, bool leavesRoomForSarif = false)
    {
        var functions = Fitting(result.Functions, StructureBudget, DefinitionSize);
        var classes = Fitting(result.Classes, StructureBudget, DefinitionSize);
        var imports = Fitting(result.Imports, StructureBudget, static name => JsonTextSize.Of(name));
        var code = Fits(result.FixedCode, CodeBudget);
        var diff = Fits(result.Diff, DiffBudget);
        var left = Budget - functions.Concat(classes).Sum(DefinitionSize) - imports.Sum(static name => JsonTextSize.Of(name))
            - (code ? SizeOf(result.FixedCode) : 0) - (diff ? SizeOf(result.Diff) : 0);
        var findings = Fitting(result.Findings, leavesRoomForSarif ? left / ShareWithSarif : left, FindingSize);
        findings = findings.Length > MaximumFindings ? findings[..MaximumFindings] : findings;
        var truncated = new LintTruncation(
            result.Findings.Length - findings.Length,
            result.Functions.Length - functions.Length,
            result.Classes.Length - classes.Length,
            result.Imports.Length - imports.Length,
            code ? 0 : Encoding.UTF8.GetByteCount(result.FixedCode!),
            diff ? 0 : Encoding.UTF8.GetByteCount(result.Diff!));
        return result with
        {
            Findings = findings,
            Functions = functions,
            Classes = classes,
            Imports = imports,
            FixedCode = code ? result.FixedCode : null,
            Diff = diff ? result.Diff : null,
            Truncated = truncated == new LintTruncation(0, 0, 0, 0, 0, 0) ? null : truncated,
        };
    }

    private static bool Fits(string? text, int budget) => text is null || (text.Length <= budget && JsonTextSize.Of(text) <= budget);

    private static long SizeOf(string? text) => text is null ? 0 : JsonTextSize.Of(text);

    private static ImmutableArray<T> Fitting<T>(ImmutableArray<T> entries, long budget, Func<T, long> size)
    {
        var count = 0;
        while (count < entries.Length && (budget -= size(entries[count])) >= 0)
        {
            count++;
        }

        return entries[..count];
    }

    private static long FindingSize(Finding finding) =>
        FindingOverhead + JsonTextSize.Of(finding.Message) + JsonTextSize.Of(finding.Rule) + JsonTextSize.Of(finding.Url ?? "");

    private static long DefinitionSize(SourceDefinition definition) => EntryOverhead + JsonTextSize.Of(definition.Name);
}
