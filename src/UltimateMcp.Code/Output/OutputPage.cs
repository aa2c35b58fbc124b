using System.Buffers;
using System.Collections.Immutable;
using UltimateMcp.Code.Output.Encodings;
using UltimateMcp.Code.Output.Pages;
using UltimateMcp.Code.Output.Searching;
using UltimateMcp.Code.Output.Terminal;

namespace UltimateMcp.Code.Output;

/// <summary>A page of a file's lines, as <see cref="OutputRenderer"/> renders them.</summary>
/// <param name="Lines"> With a pattern: the matching lines, each with its number (from 0) and a colon; for a long line,
/// excerpts with number and column. </param>
/// <param name="NextOffset">First line of the next page; null at the end.</param>
/// <param name="NextColumn">Column in that line; null at its start.</param>
/// <param name="TotalLines">Lines of the whole file.</param>
/// <param name="Encoding">The encoding that was detected; null for UTF-8.</param>
/// <param name="Hint">Says if the search ended early, or if overwritten text is left out.</param>
public sealed record OutputPage(
    ImmutableArray<string> Lines, long? NextOffset, long? NextColumn, long TotalLines, string? Encoding = null, string? Hint = null)
{
    private delegate void TakeBytes(ReadOnlySpan<byte> bytes);

    private const int BufferBytes = 64 * 1024;

    private const string Overwritten =
        "Text that was overwritten, as by a progress bar, is left out as on a terminal; the record holds all bytes.";

    /// <summary>Reads the file twice, first to detect its encoding. A long line is never in memory as a whole.</summary>
    /// <param name="offset">First line, from 0.</param>
    /// <param name="column">Column in that line, in UTF-16 units of the rendered text.</param>
    /// <param name="limit">Maximum number of lines.</param>
    /// <param name="pattern">Only lines that match this.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Task<OutputPage> ReadAsync(
        string path, long offset, long column, int limit, SearchPattern? pattern, CancellationToken cancellationToken) =>
        ReadAsync(path, offset, column, limit, pattern, new SearchBudget(SearchBudget.Default, cancellationToken), cancellationToken);

    /// <param name="budget">When it is spent, the page ends; further lines are only counted.</param>
    internal static async Task<OutputPage> ReadAsync(
        string path, long offset, long column, int limit, SearchPattern? pattern, SearchBudget budget, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        var detector = new EncodingDetector();
        await ReadAllAsync(file, detector.Feed, cancellationToken);

        var page = new PageBuilder(limit);
        ILineSink lines = pattern is null ? new PageLines(offset, column, page) : new PageMatches(offset, column, page, pattern, budget);
        var text = new OutputRenderer(detector.Encoding, lines);
        file.Position = 0;
        await ReadAllAsync(file, text.Write, cancellationToken);
        text.Finish();
        if (text.EndsWithoutLineFeed)
        {
            lines.EndLine(afterCarriageReturn: false);
        }

        string?[] hints = [page.Hint, text.WasOverwritten ? Overwritten : null];
        var hint = string.Join(' ', hints.OfType<string>());
        return new OutputPage(
            page.Lines,
            page.Next?.Offset,
            page.Next is { Column: > 0 } next ? next.Column : null,
            text.Lines,
            detector.Encoding.Name,
            hint.Length > 0 ? hint : null);
    }

    private static async Task ReadAllAsync(FileStream file, TakeBytes take, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int count;
            while ((count = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                take(buffer.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
