using System.Text;

namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Words: quotes, expansions, substitutions, patterns.</summary>
internal sealed partial class BashParser
{
    private const string Metacharacters = " \t\n;&|()<>";

    /// <summary>The word being parsed.</summary>
    private sealed class WordBuilder
    {
        public StringBuilder Text { get; } = new();

        public bool IsLiteral { get; set; } = true;

        public bool IsOpaque { get; set; }

        public string? First { get; set; }

        public void Expand(string first)
        {
            if (IsLiteral && Text.Length == 0)
            {
                First = first;
            }

            IsLiteral = false;
        }
    }

    private string? ParseName()
    {
        var start = _position;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
        {
            _position++;
        }

        return _position > start && !char.IsAsciiDigit(text[start]) ? text[start.._position] : null;
    }

    private BashWord ParseWord()
    {
        var (start, line) = (_position, _line);
        var draft = new WordBuilder();
        if (Current is '<' or '>' && Next == '(')
        {
            ParseProcess(draft);
        }

        if (Current == '~' && Next is not ('/' or '\0') && !Metacharacters.Contains(Next, StringComparison.Ordinal))
        {
            throw new NondeterminismException("~", _line, "the user's home is not known");
        }

        while (!IsAtEnd && !Metacharacters.Contains(Current, StringComparison.Ordinal))
        {
            ParsePart(draft);
        }

        return _position > start
            ? new BashWord(text[start.._position], draft.Text.ToString(), draft.IsLiteral, draft.First, draft.IsOpaque, line)
            : throw SyntaxError();
    }

    private void ParsePart(WordBuilder draft)
    {
        switch (Current)
        {
            case '\\' when Next == '\n':
                _position += 2;
                _line++;
                break;
            case '\\':
                draft.Text.Append(Next);
                _position += 2;
                break;
            case '\'':
                ParseSingleQuoted(draft);
                break;
            case '"':
                ParseDoubleQuoted(draft);
                break;
            case '$':
                ParseDollar(draft, isQuoted: false);
                break;
            case '`':
                ParseBackquoted(draft);
                break;
            case '?' or '*' or '+' or '@' or '!' when Next == '(':
                ParsePattern(draft);
                break;
            default:
                draft.Text.Append(Current);
                _position++;
                break;
        }
    }

    private void ParseSingleQuoted(WordBuilder draft)
    {
        var end = text.IndexOf('\'', _position + 1);
        if (end < 0)
        {
            throw SyntaxError();
        }

        var quoted = text.AsSpan(_position + 1, end - _position - 1);
        if (quoted.Contains('[') && (quoted.Contains("$(", StringComparison.Ordinal) || quoted.Contains('`')))
        {
            throw new NondeterminismException("[$(", _line, "arithmetic would evaluate it");
        }

        draft.Text.Append(quoted);
        _line += quoted.Count('\n');
        _position = end + 1;
    }

    private void ParseDoubleQuoted(WordBuilder draft)
    {
        _position++;
        while (Current != '"' || IsAtEnd)
        {
            if (IsAtEnd)
            {
                throw SyntaxError();
            }

            ParseQuotedPart(draft);
        }

        _position++;
    }

    private void ParseQuotedPart(WordBuilder draft)
    {
        switch (Current)
        {
            case '\\' when Next is '$' or '`' or '"' or '\\':
                draft.Text.Append(Next);
                _position += 2;
                break;
            case '$':
                ParseDollar(draft, isQuoted: true);
                break;
            case '`':
                ParseBackquoted(draft);
                break;
            default:
                _line += Current == '\n' ? 1 : 0;
                draft.Text.Append(Current);
                _position++;
                break;
        }
    }

    private void ParseDollar(WordBuilder draft, bool isQuoted)
    {
        _position++;
        switch (Current)
        {
            case '\'' when !isQuoted:
                ParseEscaped(draft);
                break;
            case '"' when !isQuoted:
                throw new NondeterminismException("$\"", _line, "its translation is not known");
            case '(' when Next == '(':
                _position += 2;
                draft.Expand("");
                ParseArithmetic();
                break;
            case '(':
                _position++;
                draft.Expand("");
                ParseInner(() => ParseList());
                Expect(")");
                break;
            case '[':
                throw SyntaxError();
            case '{':
                _position++;
                ParseParameter(draft, isQuoted);
                break;
            case '$' or '!' or '-' or '_' when Current != '_' || !(char.IsAsciiLetterOrDigit(Next) || Next == '_'):
                throw new NondeterminismException("$" + Current, _line, "it is not listed");
            case '@' or '*':
                _position++;
                draft.Expand(BashSymbols.Positional);
                break;
            case '#' or '?':
                _position++;
                draft.Expand("#");
                break;
            case >= '0' and <= '9':
                draft.Expand(Current == '0' ? "#" : BashSymbols.Positional);
                _position++;
                break;
            default:
                ParseVariable(draft);
                break;
        }
    }

    private void ParseVariable(WordBuilder draft)
    {
        if (ParseName() is { } name)
        {
            symbols.Read(name, _line);
            draft.Expand(name);
        }
        else
        {
            draft.Text.Append('$');
        }
    }

    private void ParseEscaped(WordBuilder draft)
    {
        for (_position++; Current != '\''; _position++)
        {
            if (IsAtEnd)
            {
                throw SyntaxError();
            }

            if (Current == '\\')
            {
                _position++;
                draft.IsOpaque |= Current is not ('n' or 't' or '\\' or '\'' or '"' or 'r' or 'e' or 'a' or '0');
            }

            _line += Current == '\n' ? 1 : 0;
            draft.Text.Append(Current);
        }

        _position++;
    }

    /// <summary>Commands inside a word, which form their own pipeline stage.</summary>
    private PipelineStage ParseInner(Action read)
    {
        var (outer, documents) = (_stage, _documents.Count);
        _stage = new PipelineStage();
        _compoundDepth++;
        read();
        _compoundDepth--;
        var inner = _stage;
        outer.Add(inner);
        _stage = outer;
        return _documents.Count == documents ? inner : throw SyntaxError();
    }

    private void ParseBackquoted(WordBuilder draft)
    {
        var inner = new StringBuilder();
        for (_position++; Current != '`'; _position++)
        {
            if (IsAtEnd)
            {
                throw SyntaxError();
            }

            if (Current == '\\' && Next is '`' or '\\' or '$')
            {
                _position++;
            }

            inner.Append(Current);
        }

        _position++;
        draft.Expand("");
        ParseNestedScript(inner.ToString());
        _line += inner.ToString().AsSpan().Count('\n');
    }

    /// <summary>A nested script.</summary>
    private void ParseNestedScript(string script)
    {
        var reader = new BashParser(script, _line, symbols, cancellationToken) { OuterDepth = OuterDepth + _depth + 1, Function = Function,
            Origin = ScriptPosition };
        if (reader.OuterDepth > MaximumNesting)
        {
            throw new NondeterminismException("…", _line, "it is nested too deeply");
        }

        reader.ParseScript();
        _stage.Add(reader._stage);
    }

    private void ParseProcess(WordBuilder draft)
    {
        if (Current == '>')
        {
            throw new NondeterminismException(">(", _line, "bash does not wait for the process");
        }

        _position += 2;
        draft.Expand("#");
        if (ParseInner(() => ParseList()).Writes)
        {
            throw new NondeterminismException("<(", _line, "its writes race with the reader");
        }

        Expect(")");
    }

    private void ParsePattern(WordBuilder draft)
    {
        EnterNesting();
        draft.Text.Append(Current).Append('(');
        _position += 2;
        while (Current != ')')
        {
            if (IsAtEnd)
            {
                throw SyntaxError();
            }

            ParsePart(draft);
        }

        draft.Text.Append(')');
        _position++;
        _depth--;
    }
}
