using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using UltimateMcp.Code.Output.Searching;

namespace UltimateMcp.Code.Output;

/// <summary>Some lines of a file, as <see cref="TerminalText"/> shows them.</summary>
/// <param name="Lines">With a pattern: those that match, each after its number (from 0) and a colon.</param>
/// <param name="NextOffset">Where to go on; null at the end.</param>
/// <param name="TotalLines">Lines of the whole file.</param>
/// <param name="Hint">Said where a search ended before the file did.</param>
public sealed record OutputPage(ImmutableArray<string> Lines, long? NextOffset, long TotalLines, string? Hint = null)
{
    /// <summary>Longest part of a line that is shown, in bytes.</summary>
    public const int LongestLine = 4 * 1024;

    // What the lines take as JSON; the rest of the 64 KB of a channel is the reply's own.
    private const int MaximumBytes = 62 * 1024;
    private const int BufferBytes = 64 * 1024;

    // To make text of bytes costs little beside a step of a search.
    private const int BytesAStep = 16;

    /// <summary>Reads the file once from start to end; a line longer than <see cref="LongestLine"/> is never held whole.</summary>
    /// <param name="offset">First line, from 0.</param>
    /// <param name="limit">Most lines.</param>
    /// <param name="pattern">Only lines in which this occurs; within the part of a line that is shown.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Task<OutputPage> ReadAsync(string path, long offset, int limit, SearchPattern? pattern, CancellationToken cancellationToken) =>
        ReadAsync(path, offset, limit, pattern, new SearchBudget(SearchBudget.Usual, cancellationToken), cancellationToken);

    /// <param name="budget">What the search may cost; where it is spent the page ends, and lines are only counted.</param>
    internal static async Task<OutputPage> ReadAsync(
        string path, long offset, int limit, SearchPattern? pattern, SearchBudget budget, CancellationToken cancellationToken)
    {
        var page = new Collector(offset, limit, pattern, budget);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
            int count;
            while ((count = await file.ReadAsync(buffer, cancellationToken)) > 0)
            {
                page.Take(buffer.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return page.Finish();
    }

    private sealed class Collector(long offset, int limit, SearchPattern? pattern, SearchBudget budget)
    {
        private readonly ArrayBufferWriter<byte> _line = new(LongestLine);
        private readonly ImmutableArray<string>.Builder _lines = ImmutableArray.CreateBuilder<string>();
        private long _lineBytes;
        private long _number;
        private long _bytes;
        private long? _next;
        private string? _hint;

        public void Take(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                var newline = bytes.IndexOf((byte)'\n');
                var part = newline < 0 ? bytes : bytes[..newline];
                _lineBytes += part.Length;
                _line.Write(part[..Math.Min(part.Length, LongestLine - _line.WrittenCount)]);
                if (newline < 0)
                {
                    return;
                }

                EndLine();
                bytes = bytes[(newline + 1)..];
            }
        }

        public OutputPage Finish()
        {
            if (_lineBytes > 0)
            {
                EndLine();
            }

            return new OutputPage(_lines.DrainToImmutable(), _next, _number, _hint);
        }

        private void EndLine()
        {
            if (_number >= offset && _next is null)
            {
                Show();
            }

            _number++;
            _lineBytes = 0;
            _line.ResetWrittenCount();
        }

        private void Show()
        {
            if (pattern is not null && budget.IsSpent)
            {
                (_next, _hint) = (_number, $"The search was ended before line {_number}, for this pattern takes much work: go on at that offset.");
                return;
            }

            var text = TerminalText.From(_line.WrittenSpan).Text.TrimEnd('\r');
            if (pattern is not null)
            {
                budget.Spend(1 + (text.Length / BytesAStep));
                if (!pattern.OccursIn(text, budget))
                {
                    return;
                }

                text = $"{_number}:{text}";
            }

            if (_lineBytes > LongestLine)
            {
                text += $" … {_lineBytes - LongestLine:N0} more bytes in this line";
            }

            var bytes = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length + 3;
            if (_lines.Count == limit || _bytes + bytes > MaximumBytes)
            {
                _next = _number;
                return;
            }

            _bytes += bytes;
            _lines.Add(text);
        }
    }
}
