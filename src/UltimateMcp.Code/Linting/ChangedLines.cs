using System.Collections.Immutable;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Linting;

/// <summary>Lines of a text in place of others.</summary>
/// <param name="Start">The first line that is replaced, from 0.</param>
/// <param name="End">Exclusive.</param>
internal sealed record ChangedLines(int Start, int End, ImmutableArray<string> Lines)
{
    /// <summary>Added lines less removed lines.</summary>
    public int Growth => Lines.Length - (End - Start);

    /// <summary>The lines that edits change, those of each line's edits together.</summary>
    /// <param name="lines">Of the text, each with its end.</param>
    /// <param name="edits">In the order of the text, not overlapping.</param>
    public static List<ChangedLines> Of(string text, ImmutableArray<string> lines, ImmutableArray<TextEdit> edits)
    {
        List<ChangedLines> changed = [];
        var (line, lineStart) = (0, 0);
        for (var i = 0; i < edits.Length;)
        {
            while (line < lines.Length && lines[line].EndsWith('\n') && lineStart + lines[line].Length <= edits[i].Start)
            {
                lineStart += lines[line++].Length;
            }

            var (first, firstStart, firstEdit) = (line, lineStart, i);
            string after;
            do
            {
                // A line more, and all lines that an edit in it reaches.
                var reached = lineStart + 1;
                for (; line < lines.Length && lineStart < reached; lineStart += lines[line++].Length)
                {
                    for (; i < edits.Length && edits[i].Start < lineStart + lines[line].Length; i++)
                    {
                        reached = Math.Max(reached, edits[i].End);
                    }
                }

                // Behind the last line.
                i = line == lines.Length ? edits.Length : i;
                after = Apply(text, firstStart, lineStart, edits[firstEdit..i]);
            }
            while (after.Length > 0 && !after.EndsWith('\n') && line < lines.Length);

            if (Trimmed(lines, first, line, UnifiedDiff.LinesOf(after)) is { } block)
            {
                changed.Add(block);
            }
        }

        return changed;
    }

    private static string Apply(string text, int start, int end, ImmutableArray<TextEdit> edits) => TextEdit.Apply(
        text[start..end], edits.Select(edit => edit with { Start = edit.Start - start, End = edit.End - start }));

    /// <summary>Without the lines at both ends that stay; null if all stay.</summary>
    private static ChangedLines? Trimmed(ImmutableArray<string> before, int start, int end, ImmutableArray<string> after)
    {
        var (from, to) = (0, after.Length);
        while (start < end && from < to && before[start] == after[from])
        {
            (start, from) = (start + 1, from + 1);
        }

        while (start < end && from < to && before[end - 1] == after[to - 1])
        {
            (end, to) = (end - 1, to - 1);
        }

        return start == end && from == to ? null : new ChangedLines(start, end, after[from..to]);
    }
}
