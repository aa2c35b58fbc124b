namespace UltimateMcp.Code.Output.Pages;

/// <summary>The excerpt of a long line that is held while it is searched. Places are columns of the line.</summary>
internal sealed class LineWindow
{
    // What is moved at once when the start is dropped.
    private const int MinimumDrop = 16 * 1024;

    private char[] _text = new char[1024];
    private int _length;

    /// <summary>Column of the first character that is held.</summary>
    public long Start { get; private set; }

    public long End => Start + _length;

    /// <summary>How far the line has been read.</summary>
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

    /// <summary>Null at the start of the line.</summary>
    public char? Before(long column) => column > Start ? _text[column - Start - 1] : null;

    /// <summary>The column itself, unless it is inside of what a reader sees as one character.</summary>
    public long CharacterStart(long column) => Start + Truncation.VisibleCharacterStart(_text.AsSpan(0, _length), (int)(column - Start));

    /// <summary>What stands before the column is not needed any more.</summary>
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
