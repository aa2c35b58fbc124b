using System.Globalization;

namespace UltimateMcp.Code.Linters;

/// <summary>
/// Comments in the code can turn rules off. They are honoured, and one finding says so: whoever reads a clean verdict
/// must know.
/// </summary>
internal static class Suppression
{
    public const string Rule = "suppression";

    /// <param name="directives">The places of the directives, in the order of the code.</param>
    /// <returns>Null if there are none.</returns>
    public static Finding? Of(LintSource source, IReadOnlyList<(int Start, int End)> directives)
    {
        if (directives.Count == 0)
        {
            return null;
        }

        var (line, column) = source.PlaceOf(directives[0].Start);
        var (endLine, endColumn) = source.PlaceOf(directives[0].End);
        return new Finding
        {
            Rule = Rule,
            Severity = FindingSeverity.Info,
            Message = directives.Count == 1
                ? "A comment turns rules off here."
                : string.Create(CultureInfo.InvariantCulture, $"{directives.Count:N0} comments turn rules off; this is the first."),
            Line = line,
            Column = column,
            EndLine = endLine,
            EndColumn = endColumn,
        };
    }
}
