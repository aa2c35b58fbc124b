namespace UltimateMcp.Code.Output.Pages;

/// <summary>The part of a long line that is buffered while it is searched. Positions are columns of the line.</summary>
internal sealed class LineWindow
{
    // The start is dropped in steps of at least this many units.
    private const int MinimumDrop = 16 * 1024;

    private char[] _text = new char[1024];
    private int _length;

    /// <summary>Column of the first buffered character.</summary>
    public long Start { get; private set; }

    public long End => Start + _length;

    /// <summary>Column up to which the line has been searched.</summary>
    public long Read { get; set; }

    public void Append(ReadOnlySpan<char> text)
    {
        if (_length + text.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_length + text.Length, 2 * _text.Length));
        }

        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    public ReadOnlySpan<char> From(long column) => _text.AsSpan(0, _length)[(int)(column - Start)..];

    /// <summary>Null at the start of the buffer.</summary>
    public char? Before(long column) => column > Start ? _text[column - Start - 1] : null;

    /// <summary>The start of the grapheme cluster at the column.</summary>
    public long CharacterStart(long column) => Start + Truncation.VisibleCharacterStart(_text.AsSpan(0, _length), (int)(column - Start));

    /// <summary>Drops the text before the column.</summary>
    public void Drop(long column)
    {
        var dropped = (int)Math.Max(0, column - Start);
        if (dropped >= MinimumDrop)
        {
            _text.AsSpan(dropped, _length - dropped).CopyTo(_text);
            _length -= dropped;
            Start += dropped;
        }
    }

    public void Clear() => (Start, _length, Read) = (0, 0, 0);
}
