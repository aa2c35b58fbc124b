using System.Buffers;
using System.Text;

namespace UltimateMcp.Code.Output.Encodings;

/// <summary>
/// Tells how bytes are meant to be read, from all of them: UTF-16 by a byte order mark or where every other byte of
/// ASCII text is zero, Windows-1252 where they are no UTF-8 but look like text of a European language, else UTF-8. In
/// doubt it is UTF-8: U+FFFD in a text says more than wrong letters.
/// </summary>
internal sealed class EncodingDetector
{
    // Words of languages that are written in Windows-1252 hold no more letters in a row that are not ASCII; those of others, read as it,
    // do.
    private const int MaximumHighRun = 3;

    // UTF-8 that was damaged holds whole characters, too.
    private const int InvalidBytesPerSequence = 4;

    // What no text holds. The last one is a letter in Windows-1252 that hardly any text has, and what binary data often has.
    private const byte Delete = 0x7f;
    private const byte LastByte = 0xff;

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Except([8, 9, 10, 12, 13, 27]).Select(static value => (byte)value),
        Delete,
    ]);

    private TextEncoding? _fromStart;
    private bool _hasStarted;
    private bool _hasNul;
    private bool _hasNonText;
    private int _expectedContinuations;
    private int _highRun;
    private int _longestHighRun;
    private long _sequences;
    private long _invalidBytes;
    private long _highBytes;
    private long _asciiBytes;

    public TextEncoding Encoding => _fromStart ?? (IsWindows1252 ? new TextEncoding(TextEncoding.Windows1252, 0) : new TextEncoding(null, 0));

    /// <summary>What was seen is no text in any encoding that is known here.</summary>
    public bool IsBinary => !IsUtf16 && (_hasNul || (_invalidBytes > 0 && !IsWindows1252));

    private bool IsUtf16 => _fromStart is { Name: not null };

    private bool IsWindows1252 =>
        _invalidBytes > 0 && _sequences * InvalidBytesPerSequence <= _invalidBytes && !_hasNonText && _longestHighRun <= MaximumHighRun && _asciiBytes >= _highBytes;

    public static EncodingDetector Detect(ReadOnlySpan<byte> bytes)
    {
        var detector = new EncodingDetector();
        detector.Feed(bytes);
        return detector;
    }

    /// <summary>The next bytes; the first ones at least as many as <see cref="Utf16.SampleLength"/>, if there are.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            var mark = System.Text.Encoding.UTF8.Preamble;
            _fromStart = bytes.StartsWith(mark) ? new TextEncoding(null, mark.Length) : Utf16.Detect(bytes);
        }

        if (IsUtf16)
        {
            return;
        }

        _hasNul |= bytes.Contains((byte)0);
        _hasNonText |= bytes.ContainsAny(Controls);
        if (_expectedContinuations == 0 && Ascii.IsValid(bytes))
        {
            _asciiBytes += bytes.Length;
            _highRun = 0;
            return;
        }

        foreach (var value in bytes)
        {
            Feed(value);
        }
    }

    private void Feed(byte value)
    {
        if (value < 0x80)
        {
            _asciiBytes++;
            _invalidBytes += _expectedContinuations > 0 ? 1 : 0;
            (_expectedContinuations, _highRun) = (0, 0);
            return;
        }

        _highBytes++;
        _longestHighRun = Math.Max(_longestHighRun, ++_highRun);
        _hasNonText |= value == LastByte || !Windows1252Decoder.IsDefined(value);
        if (_expectedContinuations > 0 && value < 0xc0)
        {
            _expectedContinuations--;
            _sequences += _expectedContinuations == 0 ? 1 : 0;
            return;
        }

        _invalidBytes += _expectedContinuations > 0 ? 1 : 0;
        _expectedContinuations = value switch
        {
            >= 0xc2 and < 0xe0 => 1,
            >= 0xe0 and < 0xf0 => 2,
            >= 0xf0 and < 0xf5 => 3,
            _ => 0,
        };
        _invalidBytes += _expectedContinuations == 0 ? 1 : 0;
    }
}
