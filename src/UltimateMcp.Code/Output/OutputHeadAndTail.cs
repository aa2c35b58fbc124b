using System.Text;
using UltimateMcp.Code.Output.Encodings;
using UltimateMcp.Code.Output.Terminal;

namespace UltimateMcp.Code.Output;

/// <summary>
/// The readable text of a stream, as much of it as a reply can show: all of a short one, both ends of a long one. A program may write as
/// much as it is let,
/// and text takes several times the memory of its bytes.
/// </summary>
/// <param name="Head">The whole, when <paramref name="Between"/> is 0.</param>
/// <param name="Between">Bytes of UTF-8 between head and tail.</param>
/// <param name="IsLossless">False when bytes were no text or a control character was replaced, anywhere in the stream.</param>
/// <param name="Lines">Of the whole stream.</param>
internal sealed record OutputHeadAndTail(string Head, string Tail, long Between, bool IsLossless, long Lines)
{
    /// <summary>UTF-16 units of an end; more than an excerpt shows.</summary>
    public const int Window = 64 * 1024;

    /// <summary>The last part that is known, where errors tell what happened.</summary>
    public string End => Between == 0 ? Head : Tail;

    /// <summary>Something that could be seen was overwritten, as by a progress bar; only the record has it.</summary>
    public bool WasOverwritten { get; private init; }

    /// <summary>What the bytes were read as; null for UTF-8.</summary>
    public string? Encoding { get; private init; }

    /// <summary>What a reader of the text should know of it.</summary>
    public IEnumerable<string> NotesOn(string stream)
    {
        if (!IsLossless)
        {
            yield return $"{stream} holds bytes that are not readable text; they show as \ufffd.";
        }

        if (Encoding is { } encoding)
        {
            yield return $"{stream} was read as {encoding}.";
        }

        if (WasOverwritten)
        {
            yield return $"Text that {stream} overwrote, as a progress bar does, is left out as on a terminal; the record holds all bytes.";
        }
    }

    public static OutputHeadAndTail Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return new OutputHeadAndTail("", "", 0, IsLossless: true, 0);
        }

        var encoding = EncodingDetector.Of(bytes).Encoding;
        var sink = new Ends();
        var text = new OutputRenderer(encoding, sink);
        text.Write(bytes);
        text.Finish();
        return sink.Take(text) with { WasOverwritten = text.WasOverwritten, Encoding = encoding.Name };
    }

    /// <summary>Keeps the first and the last <see cref="Window"/> of what it takes.</summary>
    private sealed class Ends : ILineSink
    {
        private readonly StringBuilder _head = new();
        private char[] _older = [];
        private char[] _tail = [];
        private int _inOlder;
        private int _inTail;
        private long _left;

        public bool Skips => false;

        public void Append(ReadOnlySpan<char> text) => Keep(text);

        public void EndLine(bool afterCarriageReturn) => Keep(afterCarriageReturn ? "\r\n" : "\n");

        public OutputHeadAndTail Take(OutputRenderer text)
        {
            var tail = string.Concat(_older.AsSpan(0, _inOlder), _tail.AsSpan(0, _inTail));
            if (_left == 0 && tail.Length <= Window)
            {
                return new OutputHeadAndTail(_head.ToString() + tail, "", 0, text.IsLossless, text.Lines);
            }

            var start = Truncation.CharacterStart(tail, tail.Length - Window);
            var between = _left + System.Text.Encoding.UTF8.GetByteCount(tail.AsSpan(0, start));
            return new OutputHeadAndTail(_head.ToString(), tail[start..], between, text.IsLossless, text.Lines);
        }

        private void Keep(ReadOnlySpan<char> text)
        {
            if (_tail.Length == 0)
            {
                var fitting = Truncation.CharacterStart(text, Math.Min(text.Length, Window - _head.Length));
                _head.Append(text[..fitting]);
                text = text[fitting..];
            }

            while (!text.IsEmpty)
            {
                KeepInTail(ref text);
            }
        }

        /// <summary>The last full half of the tail stays while the other one is filled.</summary>
        private void KeepInTail(ref ReadOnlySpan<char> text)
        {
            if (_tail.Length == 0)
            {
                (_older, _tail) = (new char[Window], new char[Window]);
            }

            var fitting = Truncation.CharacterStart(text, Math.Min(text.Length, Window - _inTail));
            if (fitting == 0)
            {
                _left += System.Text.Encoding.UTF8.GetByteCount(_older.AsSpan(0, _inOlder));
                (_older, _tail) = (_tail, _older);
                (_inOlder, _inTail) = (_inTail, 0);
                return;
            }

            text[..fitting].CopyTo(_tail.AsSpan(_inTail));
            _inTail += fitting;
            text = text[fitting..];
        }
    }
}
