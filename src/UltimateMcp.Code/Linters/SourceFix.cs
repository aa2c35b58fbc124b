using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace UltimateMcp.Code.Linters;

/// <summary>Changes that belong together: all are made, or none.</summary>
internal sealed record SourceFix(ImmutableArray<TextEdit> Edits)
{
    public static readonly SourceFix None = new([]);

    public bool IsEmpty => Edits.IsEmpty;

    /// <summary>
    /// Makes as many of the fixes as do not overlap, in their order. Insertions at one place overlap too: their order
    /// would be arbitrary. Identical edits of two fixes are made once.
    /// </summary>
    public static string Apply(string text, IEnumerable<SourceFix> fixes)
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

        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var edit in chosen)
        {
            result.Append(text, at, edit.Start - at).Append(edit.Text);
            at = edit.End;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private static bool IsApart(TextEdit edit, List<TextEdit> chosen)
    {
        var next = ~chosen.BinarySearch(edit, TextEdit.Order);
        return (next == 0 || !edit.Touches(chosen[next - 1])) && (next == chosen.Count || !edit.Touches(chosen[next]));
    }
}

/// <summary>Replaces the text between two offsets.</summary>
/// <param name="Start">In UTF-16 code units.</param>
/// <param name="End">Exclusive.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextEdit(int Start, int End, string Text)
{
    /// <summary>The order of the text.</summary>
    public static readonly Comparer<TextEdit> Order = Comparer<TextEdit>.Create(static (left, right) =>
    {
        var order = (left.Start, left.End).CompareTo((right.Start, right.End));
        return order != 0 ? order : string.CompareOrdinal(left.Text, right.Text);
    });

    /// <summary>Whether the two change the same text, or one begins where the other ends.</summary>
    public bool Touches(TextEdit other) => Start <= other.End && other.Start <= End;
}
