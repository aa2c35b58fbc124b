using System.Collections.Immutable;

namespace UltimateMcp.Code.Linters;

/// <summary>
/// The code that is linted, and its lines. A byte order mark is no part of it: linters get the text without, and it is
/// no column. A line ends with LF, CRLF or CR.
/// </summary>
public sealed class LintSource
{
    private const char ByteOrderMark = '\ufeff';

    private readonly ImmutableArray<int> _lineStarts;

    private LintSource(string text, bool hasByteOrderMark)
    {
        Text = text;
        HasByteOrderMark = hasByteOrderMark;
        _lineStarts = FindLines(text);
    }

    /// <summary>Without a byte order mark.</summary>
    public string Text { get; }

    public bool HasByteOrderMark { get; }

    public int Lines => _lineStarts.Length;

    public static LintSource Of(string code) =>
        code.StartsWith(ByteOrderMark) ? new LintSource(code[1..], hasByteOrderMark: true) : new LintSource(code, hasByteOrderMark: false);

    /// <summary>Other text with the same byte order mark.</summary>
    internal LintSource With(string text) => new(text, HasByteOrderMark);

    /// <summary>As the caller gave it.</summary>
    internal string Original => HasByteOrderMark ? ByteOrderMark + Text : Text;

    /// <summary>The most frequent line end; LF if there is none.</summary>
    internal string LineEnd
    {
        get
        {
            var pairs = Text.AsSpan().Count("\r\n");
            return pairs * 2 > Text.AsSpan().Count('\n') ? "\r\n" : "\n";
        }
    }

    /// <summary>The offset of a place; the nearest one if there is no such place.</summary>
    /// <param name="line">From 1.</param>
    /// <param name="column">From 1, in UTF-16 code units.</param>
    internal int OffsetOf(int line, int column)
    {
        var index = Math.Clamp(line, 1, Lines) - 1;
        var end = index + 1 < Lines ? _lineStarts[index + 1] : Text.Length;
        return line > Lines ? Text.Length : Math.Clamp(_lineStarts[index] + column - 1, _lineStarts[index], end);
    }

    /// <summary>Line and column, from 1, of an offset; of the nearest one if there is no such place.</summary>
    internal (int Line, int Column) PlaceOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var at = _lineStarts.BinarySearch(offset);
        var index = at >= 0 ? at : ~at - 1;
        return (index + 1, offset - _lineStarts[index] + 1);
    }

    /// <summary>A line without its end.</summary>
    internal ReadOnlySpan<char> LineAt(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < Lines ? _lineStarts[line] : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd("\r\n");
    }

    private static ImmutableArray<int> FindLines(string text)
    {
        var starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (var at = text.AsSpan().IndexOfAny('\n', '\r'); at >= 0;)
        {
            var next = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;
            starts.Add(next);
            var further = text.AsSpan(next).IndexOfAny('\n', '\r');
            at = further < 0 ? -1 : next + further;
        }

        return starts.ToImmutable();
    }
}
