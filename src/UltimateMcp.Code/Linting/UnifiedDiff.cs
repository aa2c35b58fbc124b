using System.Globalization;
using System.Text;
using DiffPlex;
using DiffPlex.Model;

namespace UltimateMcp.Code.Linting;

/// <summary>
/// The difference of two texts in the unified format, as patch(1) and git(1) apply it: lines end as in the text, and a
/// last line without an end is marked.
/// </summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <param name="fileName">Shown in the header, below <c>a/</c> and <c>b/</c>.</param>
    public static string Of(string fileName, string before, string after)
    {
        var result = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, LineFeedChunker.Instance);
        var diff = new StringBuilder().Append("--- a/").Append(fileName).Append("\n+++ b/").Append(fileName).Append('\n');
        for (var i = 0; i < result.DiffBlocks.Count;)
        {
            var count = 1;
            while (i + count < result.DiffBlocks.Count
                && result.DiffBlocks[i + count].DeleteStartA - EndOf(result.DiffBlocks[i + count - 1]) <= 2 * Context)
            {
                count++;
            }

            AppendHunk(diff, result, i, count);
            i += count;
        }

        return diff.ToString();
    }

    private static int EndOf(DiffBlock block) => block.DeleteStartA + block.DeleteCountA;

    private static void AppendHunk(StringBuilder diff, DiffResult result, int first, int count)
    {
        var blocks = result.DiffBlocks.Skip(first).Take(count).ToList();
        var start = Math.Max(0, blocks[0].DeleteStartA - Context);
        var end = Math.Min(result.PiecesOld.Count, EndOf(blocks[^1]) + Context);
        var startAfter = blocks[0].InsertStartB - (blocks[0].DeleteStartA - start);
        var added = blocks.Sum(static block => block.InsertCountB - block.DeleteCountA);
        diff.Append(CultureInfo.InvariantCulture, $"@@ -{RangeOf(start, end - start)} +{RangeOf(startAfter, end - start + added)} @@\n");
        var at = start;
        foreach (var block in blocks)
        {
            AppendLines(diff, ' ', result.PiecesOld, at, block.DeleteStartA - at);
            AppendLines(diff, '-', result.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            AppendLines(diff, '+', result.PiecesNew, block.InsertStartB, block.InsertCountB);
            at = EndOf(block);
        }

        AppendLines(diff, ' ', result.PiecesOld, at, end - at);
    }

    /// <summary>An empty range names the line before it.</summary>
    private static string RangeOf(int start, int length)
    {
        var line = length == 0 ? start : start + 1;
        return length == 1
            ? line.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{line},{length}");
    }

    private static void AppendLines(StringBuilder diff, char mark, IReadOnlyList<string> pieces, int start, int count)
    {
        for (var i = start; i < start + count; i++)
        {
            diff.Append(mark).Append(pieces[i]);
            if (!pieces[i].EndsWith('\n'))
            {
                diff.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    /// <summary>Only a line feed ends a line, as for patch(1); each piece includes it.</summary>
    private sealed class LineFeedChunker : IChunker
    {
        public static readonly LineFeedChunker Instance = new();

        public IReadOnlyList<string> Chunk(string text)
        {
            List<string> lines = [];
            for (var start = 0; start < text.Length;)
            {
                var end = text.IndexOf('\n', start);
                var next = end < 0 ? text.Length : end + 1;
                lines.Add(text[start..next]);
                start = next;
            }

            return lines;
        }
    }
}
