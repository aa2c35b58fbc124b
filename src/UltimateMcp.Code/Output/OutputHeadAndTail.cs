using System.Text;
using UltimateMcp.Code.Output.Encodings;
using UltimateMcp.Code.Output.Terminal;

namespace UltimateMcp.Code.Output;

/// <summary>
/// The readable text of a stream, as much as a reply can show: all of a short stream, the head and tail of a long one.
/// This bounds memory: decoded text takes several times the memory of its bytes.
/// </summary>
/// <param name="Head">The whole text if <paramref name="OmittedBytes"/> is 0.</param>
/// <param name="OmittedBytes">Bytes of UTF-8 between head and tail.</param>
/// <param name="IsLossless">Whether no byte and no control character was replaced, anywhere in the stream.</param>
/// <param name="Lines">Lines of the whole stream.</param>
internal sealed record OutputHeadAndTail(string Head, string Tail, long OmittedBytes, bool IsLossless, long Lines)
{
    /// <summary>In UTF-16 units, for each of head and tail; more than an excerpt shows.</summary>
    public const int MaximumEnd = 64 * 1024;

    /// <summary>The end of the stream, where a program prints the error that ended it.</summary>
    public string End => OmittedBytes == 0 ? Head : Tail;

    /// <summary>Visible text was overwritten, as by a progress bar; only the record has it.</summary>
    public bool WasOverwritten { get; private init; }

    /// <summary>The encoding that was detected; null for UTF-8.</summary>
    public string? Encoding { get; private init; }

    /// <summary>Notes on the text for the reply's hint.</summary>
    public IEnumerable<string> NotesOn(string stream)
    {
        if (!IsLossless)
        {
            yield return $"{stream} contains bytes that are not readable text; they are shown as \ufffd.";
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

    /// <summary>Keeps the first and the last <see cref="MaximumEnd"/> units.</summary>
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

        /// <summary>The tail is kept in two buffers: the previous full one stays while the current one is filled.</summary>
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
