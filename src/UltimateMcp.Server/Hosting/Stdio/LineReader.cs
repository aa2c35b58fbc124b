namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// Splits a stream into lines of bounded length. A longer line is dropped while it is read, except for its first bytes,
/// which may contain the request id. The last line needs no line feed.
/// </summary>
internal sealed class LineReader(Stream input)
{
    /// <summary>Maximum bytes of a line, without its line feed.</summary>
    public const int LongestLine = 8 * 1024 * 1024;

    /// <summary>How many bytes are kept of a line that is too long.</summary>
    public const int HeadOfLongLine = 1024;

    private const int ReadSize = 64 * 1024;

    /// <summary>A larger buffer is not reused for the next line.</summary>
    private const int LargestKeptBuffer = 1024 * 1024;

    private byte[] _buffer = new byte[ReadSize];
    private int _start;
    private int _end;
    private int _searched;
    private bool _dropping;
    private bool _ended;

    /// <summary>The next line. Its bytes are valid until the next call.</summary>
    public Line Next()
    {
        while (true)
        {
            var feed = _buffer.AsSpan(_searched.._end).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                var line = _start..(_searched + feed);
                _start = _searched = line.End.Value + 1;
                if (!_dropping)
                {
                    return Measured(line);
                }

                _dropping = false;
                continue;
            }

            _searched = _end;
            if (!_dropping && _end - _start > LongestLine)
            {
                _dropping = true;
                return new Line(LineKind.TooLong, _buffer.AsSpan(_start, HeadOfLongLine));
            }

            if (_ended)
            {
                return LastLine();
            }

            Fill();
        }
    }

    private Line Measured(Range line) => line.End.Value - line.Start.Value > LongestLine
        ? new Line(LineKind.TooLong, _buffer.AsSpan(line)[..HeadOfLongLine])
        : new Line(LineKind.Whole, _buffer.AsSpan(line));

    private Line LastLine()
    {
        var line = _start.._end;
        _start = _searched = _end;
        return _dropping || line.Start.Value == line.End.Value ? new Line(LineKind.End, []) : Measured(line);
    }

    private void Fill()
    {
        if (_dropping)
        {
            _start = _searched = _end = 0;
        }

        MakeRoom();
        var count = input.Read(_buffer.AsSpan(_end));
        _ended = count == 0;
        _end += count;
    }

    private void MakeRoom()
    {
        var pending = _end - _start;
        var size = pending <= ReadSize && _buffer.Length > LargestKeptBuffer ? 2 * ReadSize : _buffer.Length;
        if (pending + ReadSize > size)
        {
            size = Math.Min(2 * (pending + ReadSize), LongestLine + (2 * ReadSize));
        }

        if (size != _buffer.Length || _buffer.Length - _end < ReadSize)
        {
            var roomy = size == _buffer.Length ? _buffer : new byte[size];
            _buffer.AsSpan(_start, pending).CopyTo(roomy);
            (_buffer, _searched, _end, _start) = (roomy, _searched - _start, pending, 0);
        }
    }
}

internal enum LineKind
{
    Whole,

    /// <summary><see cref="Line.Bytes"/> has the first <see cref="LineReader.HeadOfLongLine"/> bytes.</summary>
    TooLong,

    End,
}

internal readonly ref struct Line(LineKind kind, ReadOnlySpan<byte> bytes)
{
    public LineKind Kind { get; } = kind;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}
