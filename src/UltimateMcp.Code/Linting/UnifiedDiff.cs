using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Linting;

/// <summary>
/// The edits of a text in the unified format, as patch(1) and git(1) apply it: lines end as in the text, only a line
/// feed ends one, and a last line without it is marked.
/// </summary>
internal sealed class UnifiedDiff
{
    private const int Context = 3;

    private readonly ImmutableArray<string> _lines;
    private readonly StringBuilder _diff = new();

    /// <summary>Added lines less removed lines, up to here.</summary>
    private int _growth;

    private UnifiedDiff(string text) => _lines = LinesOf(text);

    /// <param name="fileName">Shown in the header, below <c>a/</c> and <c>b/</c>.</param>
    /// <param name="edits">In the order of the text, not overlapping.</param>
    public static string Of(string fileName, string text, ImmutableArray<TextEdit> edits)
    {
        var diff = new UnifiedDiff(text);
        diff._diff.Append("--- a/").Append(fileName).Append("\n+++ b/").Append(fileName).Append('\n');
        var blocks = ChangedLines.Of(text, diff._lines, edits);
        for (var i = 0; i < blocks.Count;)
        {
            var count = 1;
            while (i + count < blocks.Count && blocks[i + count].Start - blocks[i + count - 1].End <= 2 * Context)
            {
                count++;
            }

            diff.AppendHunk(blocks.GetRange(i, count));
            i += count;
        }

        return diff._diff.ToString();
    }

    /// <summary>The lines of a text, each with its end.</summary>
    internal static ImmutableArray<string> LinesOf(string text)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            var next = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..next]);
            start = next;
        }

        return lines.ToImmutable();
    }

    private void AppendHunk(List<ChangedLines> blocks)
    {
        var start = Math.Max(0, blocks[0].Start - Context);
        var end = Math.Min(_lines.Length, blocks[^1].End + Context);
        var added = blocks.Sum(static block => block.Growth);
        _diff.Append(
            CultureInfo.InvariantCulture, $"@@ -{RangeOf(start, end - start)} +{RangeOf(start + _growth, end - start + added)} @@\n");
        _growth += added;
        var at = start;
        foreach (var block in blocks)
        {
            AppendLines(' ', _lines[at..block.Start]);
            AppendLines('-', _lines[block.Start..block.End]);
            AppendLines('+', block.Lines);
            at = block.End;
        }

        AppendLines(' ', _lines[at..end]);
    }

    /// <summary>An empty range names the line before it.</summary>
    private static string RangeOf(int start, int length)
    {
        var line = length == 0 ? start : start + 1;
        return length == 1
            ? line.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{line},{length}");
    }

    private void AppendLines(char mark, ImmutableArray<string> lines)
    {
        foreach (var line in lines)
        {
            _diff.Append(mark).Append(line).Append(line.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
        }
    }
}
