using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>
/// The logical lines and the comments of Python code, which need not be correct: a line ends where no bracket or string
/// is open (The Python Language Reference, 2.1).
/// </summary>
internal sealed class PythonLines
{
    private const int TabSize = 8;
    private const int MaximumNesting = 100;

    private readonly string _text;
    private readonly ImmutableArray<LogicalLine>.Builder _lines = ImmutableArray.CreateBuilder<LogicalLine>();
    private readonly List<(int Start, int End)> _comments = [];
    private int _at;

    private PythonLines(string text) => _text = text;

    public ImmutableArray<LogicalLine> Lines => _lines.ToImmutable();

    public IReadOnlyList<(int Start, int End)> Comments => _comments;

    public static PythonLines Of(string text)
    {
        var lines = new PythonLines(text);
        while (lines._at < text.Length)
        {
            lines.ReadLine();
        }

        return lines;
    }

    private void ReadLine()
    {
        var indentation = 0;
        for (; _at < _text.Length && _text[_at] is ' ' or '\t' or '\f'; _at++)
        {
            indentation = _text[_at] == '\t' ? (indentation / TabSize * TabSize) + TabSize : _text[_at] == '\f' ? 0 : indentation + 1;
        }

        var start = _at;
        var end = start;
        var depth = 0;
        var splits = ImmutableArray.CreateBuilder<int>();
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c is '\n' or '\r')
            {
                _at++;
                if (depth == 0)
                {
                    break;
                }
            }
            else if (c == '#')
            {
                ReadComment();
            }
            else if (c is '"' or '\'')
            {
                ReadString(start, 0);
                end = _at;
            }
            else
            {
                _at += c == '\\' && _at + 1 < _text.Length ? 2 : 1;
                depth = c is '(' or '[' or '{' ? depth + 1 : c is ')' or ']' or '}' ? Math.Max(0, depth - 1) : depth;
                if (depth == 0 && c is ';' or ':')
                {
                    splits.Add(_at);
                }

                end = c is ' ' or '\t' or '\\' ? end : _at;
            }
        }

        if (end > start)
        {
            _lines.Add(new LogicalLine(start, Math.Min(end, _text.Length), indentation, splits.ToImmutable()));
        }
    }

    private void ReadComment()
    {
        var start = _at;
        var length = _text.AsSpan(_at).IndexOfAny('\n', '\r');
        _at = length < 0 ? _text.Length : _at + length;
        _comments.Add((start, _at));
    }

    /// <summary>Reads a string from its quote on. A replacement field of an f-string may contain strings with the same quotes.</summary>
    /// <param name="lineStart">Its prefix does not begin before this.</param>
    private void ReadString(int lineStart, int nesting)
    {
        var quote = _text[_at];
        var isFormatted = HasPrefix(lineStart, 'f', 't');
        var isRaw = HasPrefix(lineStart, 'r', 'r');
        var isTriple = _text.AsSpan(_at).StartsWith([quote, quote, quote]);
        _at += isTriple ? 3 : 1;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '\\' && !(isRaw && isFormatted && Next is '{'))
            {
                _at += 2;
            }
            else if (c == quote && (!isTriple || _text.AsSpan(_at).StartsWith([quote, quote, quote])))
            {
                _at += isTriple ? 3 : 1;
                return;
            }
            else if (c is '\n' or '\r' && !isTriple)
            {
                return;
            }
            else if (c == '{' && isFormatted && Next != '{' && nesting < MaximumNesting)
            {
                ReadField(isTriple, nesting + 1);
            }
            else
            {
                _at += c == '{' && isFormatted && Next == '{' ? 2 : 1;
            }
        }
    }

    private void ReadField(bool mayHaveLines, int nesting)
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c is '"' or '\'')
            {
                ReadString(_at, nesting);
                continue;
            }

            if (c is '\n' or '\r' && !mayHaveLines)
            {
                return;
            }

            depth += c is '{' or '[' or '(' ? 1 : c is '}' or ']' or ')' ? -1 : 0;
            _at++;
            if (depth == 0)
            {
                return;
            }
        }
    }

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private bool HasPrefix(int lineStart, char one, char other)
    {
        for (var i = _at - 1; i >= lineStart && i >= _at - 2 && char.IsAsciiLetter(_text[i]); i--)
        {
            if (char.ToLowerInvariant(_text[i]) is var letter && (letter == one || letter == other))
            {
                return true;
            }
        }

        return false;
    }
}

/// <param name="Start">Offset of its first token.</param>
/// <param name="End">Offset after its last token, comments left out.</param>
/// <param name="Indentation">In columns; a tab goes to the next multiple of 8.</param>
/// <param name="Splits">Offsets after the colons and semicolons outside of brackets: a statement may begin there.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogicalLine(int Start, int End, int Indentation, ImmutableArray<int> Splits);
