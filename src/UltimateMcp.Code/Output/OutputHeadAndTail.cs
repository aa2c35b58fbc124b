using System.Text;
using UltimateMcp.Code.Output.Encodings;
using UltimateMcp.Code.Output.Terminal;

namespace UltimateMcp.Code.Output;

/// <summary>
/// The readable text of a stream, as much of it as a reply can show: all of a short one, both ends of a long one. A
/// program may write as much as it is let, and text takes several times the memory of its bytes.
/// </summary>
/// <param name="Head">The whole, when <paramref name="OmittedBytes"/> is 0.</param>
/// <param name="OmittedBytes">Bytes of UTF-8 between head and tail.</param>
/// <param name="IsLossless">False when bytes were no text or a control character was replaced, anywhere in the stream.</param>
/// <param name="Lines">Of the whole stream.</param>
internal sealed record OutputHeadAndTail(string Head, string Tail, long OmittedBytes, bool IsLossless, long Lines)
{
    /// <summary>UTF-16 units of an end; more than an excerpt shows.</summary>
    public const int MaximumEnd = 64 * 1024;

    /// <summary>The last part that is known, where errors tell what happened.</summary>
    public string End => OmittedBytes == 0 ? Head : Tail;

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

        var encoding = EncodingDetector.Detect(bytes).Encoding;
        var sink = new HeadAndTailSink();
        var text = new OutputRenderer(encoding, sink);
        text.Write(bytes);
        text.Finish();
        return sink.Build(text) with { WasOverwritten = text.WasOverwritten, Encoding = encoding.Name };
    }

    /// <summary>Keeps the first and the last <see cref="MaximumEnd"/> of what it takes.</summary>
    private sealed class HeadAndTailSink : ILineSink
    {
        private readonly StringBuilder _head = new();
        private char[] _previousHalf = [];
        private char[] _currentHalf = [];
        private int _previousLength;
        private int _currentLength;
        private long _omittedBytes;

        public bool Skips => false;

        public void Append(ReadOnlySpan<char> text)
        {
            if (_currentHalf.Length == 0)
            {
                var fitting = Truncation.CharacterStart(text, Math.Min(text.Length, MaximumEnd - _head.Length));
                _head.Append(text[..fitting]);
                text = text[fitting..];
            }

            while (!text.IsEmpty)
            {
                AppendToTail(ref text);
            }
        }

        public void EndLine(bool afterCarriageReturn) => Append(afterCarriageReturn ? "\r\n" : "\n");

        public OutputHeadAndTail Build(OutputRenderer text)
        {
            var tail = string.Concat(_previousHalf.AsSpan(0, _previousLength), _currentHalf.AsSpan(0, _currentLength));
            if (_omittedBytes == 0 && tail.Length <= MaximumEnd)
            {
                return new OutputHeadAndTail(_head.ToString() + tail, "", 0, text.IsLossless, text.Lines);
            }

            var start = Truncation.CharacterStart(tail, tail.Length - MaximumEnd);
            var between = _omittedBytes + System.Text.Encoding.UTF8.GetByteCount(tail.AsSpan(0, start));
            return new OutputHeadAndTail(_head.ToString(), tail[start..], between, text.IsLossless, text.Lines);
        }

        /// <summary>The last full half of the tail stays while the other one is filled.</summary>
        private void AppendToTail(ref ReadOnlySpan<char> text)
        {
            if (_currentHalf.Length == 0)
            {
                (_previousHalf, _currentHalf) = (new char[MaximumEnd], new char[MaximumEnd]);
            }

            var fitting = Truncation.CharacterStart(text, Math.Min(text.Length, MaximumEnd - _currentLength));
            if (fitting == 0)
            {
                _omittedBytes += System.Text.Encoding.UTF8.GetByteCount(_previousHalf.AsSpan(0, _previousLength));
                (_previousHalf, _currentHalf) = (_currentHalf, _previousHalf);
                (_previousLength, _currentLength) = (_currentLength, 0);
                return;
            }

            text[..fitting].CopyTo(_currentHalf.AsSpan(_currentLength));
            _currentLength += fitting;
            text = text[fitting..];
        }
    }
}
