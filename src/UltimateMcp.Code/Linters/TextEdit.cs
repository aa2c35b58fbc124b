using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace UltimateMcp.Code.Linters;

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

    /// <summary>By how much it makes the text longer.</summary>
    public int Growth => Text.Length - (End - Start);

    /// <summary>Whether the two change the same text, or one begins where the other ends.</summary>
    public bool Touches(TextEdit other) => Start <= other.End && other.Start <= End;

    /// <summary>Makes edits, which are in the order of the text and do not overlap.</summary>
    public static string Apply(string text, IEnumerable<TextEdit> edits) => Apply(text, 0, text.Length, edits);

    /// <summary>
    /// One list of edits that does what two do, one after the other. Edits of the second that touch one of the first
    /// become one with it.
    /// </summary>
    /// <param name="first">In the order of the text, not overlapping; likewise the second.</param>
    /// <param name="between">The text after the first.</param>
    /// <param name="second">Of that text.</param>
    public static ImmutableArray<TextEdit> Compose(ImmutableArray<TextEdit> first, string between, ImmutableArray<TextEdit> second)
    {
        var composed = ImmutableArray.CreateBuilder<TextEdit>();
        var (i, j, growth) = (0, 0, 0);
        while (i < first.Length || j < second.Length)
        {
            // A group, in the coordinates of the text between: all that touch each other.
            var (from, to) = j == second.Length || (i < first.Length && first[i].Start + growth <= second[j].Start)
                ? (first[i].Start + growth, first[i].Start + growth)
                : (second[j].Start, second[j].Start);
            var (before, secondFrom) = (growth, j);
            for (var grows = true; grows;)
            {
                grows = false;
                if (i < first.Length && first[i].Start + growth <= to)
                {
                    growth += first[i].Growth;
                    to = Math.Max(to, first[i++].End + growth);
                    grows = true;
                }

                if (j < second.Length && second[j].Start <= to)
                {
                    to = Math.Max(to, second[j++].End);
                    grows = true;
                }
            }

            composed.Add(new TextEdit(from - before, to - growth, Apply(between, from, to, second[secondFrom..j])));
        }

        return composed.ToImmutable();
    }

    private static string Apply(string text, int from, int to, IEnumerable<TextEdit> edits)
    {
        var result = new StringBuilder(to - from);
        foreach (var edit in edits)
        {
            result.Append(text, from, edit.Start - from).Append(edit.Text);
            from = edit.End;
        }

        return result.Append(text, from, to - from).ToString();
    }
}
