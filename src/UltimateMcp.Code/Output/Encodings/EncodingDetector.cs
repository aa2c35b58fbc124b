using System.Buffers;
using System.Text;

namespace UltimateMcp.Code.Output.Encodings;

/// <summary>
/// Tells how bytes are meant to be read, from all of them: UTF-16 by a byte order mark or where every other byte of ASCII text is zero,
/// Windows-1252 where they are no UTF-8 but look like text of a European language, else UTF-8. In doubt it is UTF-8: U+FFFD in a text
/// says more than wrong letters.
/// </summary>
internal sealed class EncodingDetector
{
    // Words of languages that are written in Windows-1252 hold no more letters in a row that are not ASCII; those of others, read as it,
    // do.
    private const int LongestRun = 3;

    // UTF-8 that was damaged holds whole characters, too.
    private const int StrayForEachWhole = 4;

    // What no text holds. The last one is a letter in Windows-1252 that hardly any text has, and what binary data often has.
    private const byte Delete = 0x7f;
    private const byte LastByte = 0xff;

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Except([8, 9, 10, 12, 13, 27]).Select(static value => (byte)value),
        Delete,
    ]);

    private TextEncoding? _byStart;
    private bool _hasStarted;
    private bool _hasNul;
    private bool _isNoText;
    private int _missing;
    private int _run;
    private int _longestRun;
    private long _whole;
    private long _stray;
    private long _high;
    private long _ascii;

    public TextEncoding Encoding => _byStart ?? (IsWindows1252 ? new TextEncoding(TextEncoding.Windows1252, 0) : new TextEncoding(null, 0));

    /// <summary>What was seen is no text in any encoding that is known here.</summary>
    public bool IsBinary => !IsUtf16 && (_hasNul || (_stray > 0 && !IsWindows1252));

    private bool IsUtf16 => _byStart is { Name: not null };

    private bool IsWindows1252 =>
        _stray > 0 && _whole * StrayForEachWhole <= _stray && !_isNoText && _longestRun <= LongestRun && _ascii >= _high;

    public static EncodingDetector Of(ReadOnlySpan<byte> bytes)
    {
        var survey = new EncodingDetector();
        survey.Take(bytes);
        return survey;
    }

    /// <summary>The next bytes; the first ones at least as many as <see cref="Utf16.Needed"/>, if there are.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            var mark = System.Text.Encoding.UTF8.Preamble;
            _byStart = bytes.StartsWith(mark) ? new TextEncoding(null, mark.Length) : Utf16.Find(bytes);
        }

        if (IsUtf16)
        {
            return;
        }

        _hasNul |= bytes.Contains((byte)0);
        _isNoText |= bytes.ContainsAny(Controls);
        if (_missing == 0 && Ascii.IsValid(bytes))
        {
            _ascii += bytes.Length;
            _run = 0;
            return;
        }

        foreach (var value in bytes)
        {
            Take(value);
        }
    }

    private void Take(byte value)
    {
        if (value < 0x80)
        {
            _ascii++;
            _stray += _missing > 0 ? 1 : 0;
            (_missing, _run) = (0, 0);
            return;
        }

        _high++;
        _longestRun = Math.Max(_longestRun, ++_run);
        _isNoText |= value == LastByte || !Windows1252Decoder.IsDefined(value);
        if (_missing > 0 && value < 0xc0)
        {
            _missing--;
            _whole += _missing == 0 ? 1 : 0;
            return;
        }

        _stray += _missing > 0 ? 1 : 0;
        _missing = value switch
        {
            >= 0xc2 and < 0xe0 => 1,
            >= 0xe0 and < 0xf0 => 2,
            >= 0xf0 and < 0xf5 => 3,
            _ => 0,
        };
        _stray += _missing == 0 ? 1 : 0;
    }
}
