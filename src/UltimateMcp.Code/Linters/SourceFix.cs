using System.Collections.Immutable;

namespace UltimateMcp.Code.Linters;

/// <summary>Changes that belong together: all are made, or none.</summary>
internal sealed record SourceFix(ImmutableArray<TextEdit> Edits)
{
    public static readonly SourceFix None = new([]);

    public bool IsEmpty => Edits.IsEmpty;

    /// <summary>
    /// The edits of as many fixes as do not overlap, in the order of the text; an earlier fix comes first. Insertions at
    /// one place overlap too: their order would be arbitrary. Identical edits of two fixes are made once.
    /// </summary>
    public static ImmutableArray<TextEdit> Choose(IEnumerable<SourceFix> fixes)
    {
        // Ordered and apart from each other, so that only neighbours have to be looked at. Fixes come in the order of the
        // text, so nearly all are added at the end.
        List<TextEdit> chosen = [];
        foreach (var fix in fixes)
        {
            var added = fix.Edits.Where(edit => chosen.BinarySearch(edit, TextEdit.Order) < 0).ToList();
            if (added.TrueForAll(edit => IsApart(edit, chosen)))
            {
                added.ForEach(edit => chosen.Insert(~chosen.BinarySearch(edit, TextEdit.Order), edit));
            }
        }

        return [.. chosen];
    }

    private static bool IsApart(TextEdit edit, List<TextEdit> chosen)
    {
        var next = ~chosen.BinarySearch(edit, TextEdit.Order);
        return (next == 0 || !edit.Touches(chosen[next - 1])) && (next == chosen.Count || !edit.Touches(chosen[next]));
    }
}
