using System.Buffers;
using System.Collections.Immutable;

namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>Splits Python source into tokens, including NEWLINE, INDENT and DEDENT.</summary>
internal sealed class PythonTokenizer(string text, CancellationToken cancellationToken)
{
    private const int TabWidth = 8;

    private static readonly string[] LongOperators =
        ["**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=",
            "|=", "^=", "@="];

    private static readonly SearchValues<char> Operators = SearchValues.Create("()[]{}+-*/%@&|^~<>=.,:;!");
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private readonly Stack<int> _indents = new([0]);
    private int _position;
    private int _line = 1;
    private int _brackets;
    private int _formatted;

    public ImmutableArray<PythonToken> Read()
    {
        CheckEncoding();
        var tokens = ImmutableArray.CreateBuilder<PythonToken>();
        var isLineStart = true;
        while (_position < text.Length)
        {
            if (isLineStart && _brackets == 0 && !ReadIndentation(tokens))
            {
                continue;
            }

            isLineStart = false;
            if (ReadToken(tokens))
            {
                isLineStart = tokens[^1].Kind == PythonTokenKind.NewLine;
            }
        }

        if (tokens.Count > 0 && tokens[^1].Kind != PythonTokenKind.NewLine)
        {
            tokens.Add(new PythonToken(PythonTokenKind.NewLine, null, _line));
        }

        for (; _indents.Count > 1; _indents.Pop())
        {
            tokens.Add(new PythonToken(PythonTokenKind.Dedent, null, _line));
        }

        tokens.Add(new PythonToken(PythonTokenKind.End, null, _line));
        return tokens.ToImmutable();
    }

    private char Current => _position < text.Length ? text[_position] : '\0';

    private char Next => _position + 1 < text.Length ? text[_position + 1] : '\0';

    private NondeterminismException SyntaxError(string why) => new("…", _line, why);

    /// <summary>An encoding declaration (PEP 263) may change the meaning of the bytes.</summary>
    private void CheckEncoding()
    {
        var second = text.IndexOf('\n', StringComparison.Ordinal);
        var end = second < 0 ? -1 : text.IndexOf('\n', second + 1);
        var head = text.AsSpan(0, end < 0 ? text.Length : end);
        if (head.Contains("coding", StringComparison.Ordinal)
            && !head.Contains("utf-8", StringComparison.OrdinalIgnoreCase) && head.Contains('#'))
        {
            throw SyntaxError("it may be written in another encoding");
        }

        _position = text.StartsWith('\ufeff') ? 1 : 0;
    }

    /// <summary>False for a line without code.</summary>
    private bool ReadIndentation(ImmutableArray<PythonToken>.Builder tokens)
    {
        var column = 0;
        for (; Current is ' ' or '\t' or '\f'; _position++)
        {
            column = Current switch { '\t' => (column / TabWidth + 1) * TabWidth, '\f' => 0, _ => column + 1 };
        }

        if (Current is '#')
        {
            SkipComment();
        }

        if (Current is '\n' or '\r' || _position >= text.Length)
        {
            SkipLineEnd();
            return false;
        }

        if (column > _indents.Peek())
        {
            _indents.Push(column);
            tokens.Add(new PythonToken(PythonTokenKind.Indent, null, _line));
        }

        while (column < _indents.Peek())
        {
            _indents.Pop();
            tokens.Add(new PythonToken(PythonTokenKind.Dedent, null, _line));
        }

        return column == _indents.Peek() ? true : throw SyntaxError("its indentation is not consistent");
    }

    private void SkipComment()
    {
        var end = text.AsSpan(_position).IndexOfAny('\n', '\r');
        _position = end < 0 ? text.Length : _position + end;
    }

    private void SkipLineEnd()
    {
        if (_position < text.Length)
        {
            _position += Current == '\r' && Next == '\n' ? 2 : 1;
            _line++;
        }
    }

    /// <summary>False if there was only white space, a comment or a line continuation.</summary>
    private bool ReadToken(ImmutableArray<PythonToken>.Builder tokens)
    {
        switch (Current)
        {
            case ' ' or '\t' or '\f':
                _position++;
                return false;
            case '#':
                SkipComment();
                return false;
            case '\\' when Next is '\n' or '\r':
                _position++;
                SkipLineEnd();
                return false;
            case '\n' or '\r' when _brackets > 0 || _formatted > 0:
                SkipLineEnd();
                return false;
            case '\n' or '\r':
                tokens.Add(new PythonToken(PythonTokenKind.NewLine, null, _line));
                SkipLineEnd();
                cancellationToken.ThrowIfCancellationRequested();
                return true;
            default:
                tokens.Add(ReadWord());
                return true;
        }
    }

    private PythonToken ReadWord()
    {
        if (PrefixLength() is >= 0 and var prefix)
        {
            return ReadString(prefix);
        }

        if (char.IsAsciiDigit(Current) || (Current == '.' && char.IsAsciiDigit(Next)))
        {
            return ReadNumber();
        }

        if (NameCharacters.Contains(Current))
        {
            var rest = text.AsSpan(_position);
            var length = rest.IndexOfAnyExcept(NameCharacters) is >= 0 and var end ? end : rest.Length;
            _position += length;
            if (Current >= 0x80)
            {
                throw SyntaxError("a name is not written in ASCII, and so may mean another");
            }

            return new PythonToken(PythonTokenKind.Name, rest[..length].ToString(), _line);
        }

        return ReadOperator();
    }

    private PythonToken ReadOperator()
    {
        foreach (var longer in LongOperators)
        {
            if (string.CompareOrdinal(text, _position, longer, 0, longer.Length) == 0)
            {
                _position += longer.Length;
                return new PythonToken(PythonTokenKind.Operator, longer, _line);
            }
        }

        if (!Operators.Contains(Current))
        {
            throw SyntaxError("it cannot be parsed");
        }

        _brackets += Current switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
        if (_brackets < 0)
        {
            throw SyntaxError("it cannot be parsed");
        }

        return new PythonToken(PythonTokenKind.Operator, text[_position++].ToString(), _line);
    }

    private PythonToken ReadNumber()
    {
        var start = _position;
        while (NameCharacters.Contains(Current) || Current == '.'
            || (Current is '+' or '-' && text[_position - 1] is 'e' or 'E' && !IsHexadecimal(start)))
        {
            _position++;
        }

        return new PythonToken(PythonTokenKind.Number, text[start.._position], _line);
    }

    private bool IsHexadecimal(int start) => text[start] == '0' && start + 1 < text.Length && text[start + 1] is 'x' or 'X';

    /// <summary>Length of the prefix of a string that begins here; -1 if none does.</summary>
    private int PrefixLength()
    {
        for (var length = 0; length <= 2 && _position + length < text.Length; length++)
        {
            var next = text[_position + length];
            if (next is '"' or '\'')
            {
                return length;
            }

            if (!"rRbBuUfFtT".Contains(next, StringComparison.Ordinal))
            {
                break;
            }
        }

        return -1;
    }

    private PythonToken ReadString(int prefix)
    {
        var letters = text.AsSpan(_position, prefix);
        var isRaw = letters.ContainsAny('r', 'R');
        var isFormatted = letters.ContainsAny("fFtT");
        _position += prefix;
        var quote = Current;
        var isTriple = Next == quote && _position + 2 < text.Length && text[_position + 2] == quote;
        _position += isTriple ? 3 : 1;
        var line = _line;
        var parts = ImmutableArray.CreateBuilder<ImmutableArray<PythonToken>>();
        var value = ReadBody(quote, isTriple, isRaw, isFormatted ? parts : null);
        return isFormatted
            ? new PythonToken(PythonTokenKind.Formatted, null, line, parts.ToImmutable())
            : new PythonToken(PythonTokenKind.Text, value, line);
    }

    private string? ReadBody(char quote, bool isTriple, bool isRaw, ImmutableArray<ImmutableArray<PythonToken>>.Builder? parts)
    {
        var start = _position;
        var isKnown = true;
        while (true)
        {
            if (_position >= text.Length || (Current is '\n' or '\r' && !isTriple))
            {
                throw SyntaxError("a string does not end");
            }

            if (Current == quote && (!isTriple || (Next == quote && _position + 2 < text.Length && text[_position + 2] == quote)))
            {
                var value = isKnown && parts is null ? text[start.._position] : null;
                _position += isTriple ? 3 : 1;
                return value;
            }

            if (Current == '\\')
            {
                isKnown &= isRaw || Next is 'n' or 't' or '\\' or '\'' or '"';
                SkipEscape(isRaw, parts is not null);
            }
            else if (parts is not null && Current is '{')
            {
                ReadField(parts);
            }
            else if (Current is '\n' or '\r')
            {
                SkipLineEnd();
            }
            else
            {
                _position++;
            }
        }
    }

    private void SkipEscape(bool isRaw, bool isFormatted)
    {
        _position++;
        if (!isRaw && isFormatted && Current == 'N' && Next == '{')
        {
            _position = text.IndexOf('}', _position) is >= 0 and var end ? end + 1 : throw SyntaxError("a string does not end");
        }
        else if (Current is '\n' or '\r')
        {
            SkipLineEnd();
        }
        else if (!(isRaw && isFormatted && Current is '{' or '}'))
        {
            _position++;
        }
    }

    /// <summary>A replacement field, up to its closing brace.</summary>
    private void ReadField(ImmutableArray<ImmutableArray<PythonToken>>.Builder parts)
    {
        _position++;
        if (Current == '{')
        {
            _position++;
            return;
        }

        if (++_formatted > ProgramSource.MaximumNesting / 4)
        {
            throw SyntaxError("it is nested too deeply");
        }

        var tokens = ImmutableArray.CreateBuilder<PythonToken>();
        var outer = _brackets;
        _brackets = 0;
        while (!(_brackets == 0 && (Current is '}' or ':' || (Current is '!' && Next != '='))))
        {
            if (_position >= text.Length)
            {
                throw SyntaxError("a string does not end");
            }

            ReadToken(tokens);
        }

        // {value=} also shows the expression's text.
        if (tokens.Count > 0 && tokens[^1].Is("="))
        {
            tokens.RemoveAt(tokens.Count - 1);
        }

        tokens.Add(new PythonToken(PythonTokenKind.NewLine, null, _line));
        tokens.Add(new PythonToken(PythonTokenKind.End, null, _line));
        parts.Add(tokens.ToImmutable());
        _brackets = outer;
        ReadFormat(parts);
        _formatted--;
    }

    private void ReadFormat(ImmutableArray<ImmutableArray<PythonToken>>.Builder parts)
    {
        for (; Current != '}'; _position++)
        {
            if (_position >= text.Length || Current is '"' or '\'')
            {
                throw SyntaxError("a string does not end");
            }

            if (Current == '{')
            {
                ReadField(parts);
                _position--;
            }
        }

        _position++;
    }
}
