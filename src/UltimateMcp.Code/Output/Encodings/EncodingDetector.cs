using System.Buffers;
using System.Text;

namespace UltimateMcp.Code.Output.Encodings;

/// <summary>
/// Detects the encoding of a text: UTF-16 by a byte order mark or by zeros in every other byte, Windows-1252 if it is
/// invalid UTF-8 that looks like a European language, else UTF-8. In doubt UTF-8: U+FFFD is better than wrong letters.
/// </summary>
internal sealed class EncodingDetector
{
    // Words in languages written in Windows-1252 have no more non-ASCII letters in a row; text in other encodings has.
    private const int MaximumHighRun = 3;

    // Damaged UTF-8 still has valid sequences.
    private const int InvalidBytesPerSequence = 4;

    // Not in text. The last one is a rare letter in Windows-1252, and common in binary data.
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

    public TextEncoding Encoding =>
        _fromStart ?? (IsWindows1252 ? new TextEncoding(TextEncoding.Windows1252, 0) : new TextEncoding(null, 0));

    /// <summary>Whether the data is not text in any supported encoding.</summary>
    public bool IsBinary => !IsUtf16 && (_hasNul || (_invalidBytes > 0 && !IsWindows1252));

    private bool IsUtf16 => _fromStart is { Name: not null };

    private bool IsWindows1252 =>
        _invalidBytes > 0
        && _sequences * InvalidBytesPerSequence <= _invalidBytes
        && !_hasNonText
        && _longestHighRun <= MaximumHighRun
        && _asciiBytes >= _highBytes;

    public static EncodingDetector Detect(ReadOnlySpan<byte> bytes)
    {
        var detector = new EncodingDetector();
        detector.Feed(bytes);
        return detector;
    }

    /// <summary>Processes the next bytes. The first call needs at least <see cref="Utf16.SampleLength"/> bytes, or all.</summary>
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
