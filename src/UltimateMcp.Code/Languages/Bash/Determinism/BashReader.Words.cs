using System.Text;

namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Words: quotes, expansions, substitutions, patterns.</summary>
internal sealed partial class BashReader
{
    private const string Metacharacters = " \t\n;&|()<>";

    /// <summary>What is known of the word that is read.</summary>
    private sealed class WordDraft
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

    private string? ReadName()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
        {
            _at++;
        }

        return _at > start && !char.IsAsciiDigit(text[start]) ? text[start.._at] : null;
    }

    private BashWord ReadWord()
    {
        var (start, line) = (_at, _line);
        var draft = new WordDraft();
        if (Current is '<' or '>' && Next == '(')
        {
            ReadProcess(draft);
        }

        if (Current == '~' && Next is not ('/' or '\0') && !Metacharacters.Contains(Next, StringComparison.Ordinal))
        {
            throw new UndeterminedException("~", _line, "the home of a user is not known");
        }

        while (!IsAtEnd && !Metacharacters.Contains(Current, StringComparison.Ordinal))
        {
            ReadPart(draft);
        }

        return _at > start
            ? new BashWord(text[start.._at], draft.Text.ToString(), draft.IsLiteral, draft.First, draft.IsOpaque, line)
            : throw Unreadable();
    }

    private void ReadPart(WordDraft draft)
    {
        switch (Current)
        {
            case '\\' when Next == '\n':
                _at += 2;
                _line++;
                break;
            case '\\':
                draft.Text.Append(Next);
                _at += 2;
                break;
            case '\'':
                ReadSingleQuoted(draft);
                break;
            case '"':
                ReadDoubleQuoted(draft);
                break;
            case '$':
                ReadDollar(draft, isQuoted: false);
                break;
            case '`':
                ReadBackquoted(draft);
                break;
            case '?' or '*' or '+' or '@' or '!' when Next == '(':
                ReadPattern(draft);
                break;
            default:
                draft.Text.Append(Current);
                _at++;
                break;
        }
    }

    private void ReadSingleQuoted(WordDraft draft)
    {
        var end = text.IndexOf('\'', _at + 1);
        if (end < 0)
        {
            throw Unreadable();
        }

        var quoted = text.AsSpan(_at + 1, end - _at - 1);
        if (quoted.Contains('[') && (quoted.Contains("$(", StringComparison.Ordinal) || quoted.Contains('`')))
        {
            throw new UndeterminedException("[$(", _line, "arithmetic would run what it holds");
        }

        draft.Text.Append(quoted);
        _line += quoted.Count('\n');
        _at = end + 1;
    }

    private void ReadDoubleQuoted(WordDraft draft)
    {
        _at++;
        while (Current != '"' || IsAtEnd)
        {
            if (IsAtEnd)
            {
                throw Unreadable();
            }

            ReadQuotedPart(draft);
        }

        _at++;
    }

    private void ReadQuotedPart(WordDraft draft)
    {
        switch (Current)
        {
            case '\\' when Next is '$' or '`' or '"' or '\\':
                draft.Text.Append(Next);
                _at += 2;
                break;
            case '$':
                ReadDollar(draft, isQuoted: true);
                break;
            case '`':
                ReadBackquoted(draft);
                break;
            default:
                _line += Current == '\n' ? 1 : 0;
                draft.Text.Append(Current);
                _at++;
                break;
        }
    }

    private void ReadDollar(WordDraft draft, bool isQuoted)
    {
        _at++;
        switch (Current)
        {
            case '\'' when !isQuoted:
                ReadEscaped(draft);
                break;
            case '"' when !isQuoted:
                throw new UndeterminedException("$\"", _line, "its translation is not known");
            case '(' when Next == '(':
                _at += 2;
                draft.Expand("");
                ReadArithmetic();
                break;
            case '(':
                _at++;
                draft.Expand("");
                ReadInner(() => ReadList());
                Expect(")");
                break;
            case '[':
                throw Unreadable();
            case '{':
                _at++;
                ReadParameter(draft, isQuoted);
                break;
            case '$' or '!' or '-' or '_' when Current != '_' || !(char.IsAsciiLetterOrDigit(Next) || Next == '_'):
                throw new UndeterminedException("$" + Current, _line, "it is not listed");
            case '@' or '*':
                _at++;
                draft.Expand(BashFacts.Positional);
                break;
            case '#' or '?':
                _at++;
                draft.Expand("#");
                break;
            case >= '0' and <= '9':
                draft.Expand(Current == '0' ? "#" : BashFacts.Positional);
                _at++;
                break;
            default:
                ReadVariable(draft);
                break;
        }
    }

    private void ReadVariable(WordDraft draft)
    {
        if (ReadName() is { } name)
        {
            facts.Read(name, _line);
            draft.Expand(name);
        }
        else
        {
            draft.Text.Append('$');
        }
    }

    private void ReadEscaped(WordDraft draft)
    {
        for (_at++; Current != '\''; _at++)
        {
            if (IsAtEnd)
            {
                throw Unreadable();
            }

            if (Current == '\\')
            {
                _at++;
                draft.IsOpaque |= Current is not ('n' or 't' or '\\' or '\'' or '"' or 'r' or 'e' or 'a' or '0');
            }

            _line += Current == '\n' ? 1 : 0;
            draft.Text.Append(Current);
        }

        _at++;
    }

    /// <summary>Commands inside a word: their races are their own.</summary>
    private PipelineMember ReadInner(Action read)
    {
        var (outer, documents) = (_member, _documents.Count);
        _member = new PipelineMember();
        _compound++;
        read();
        _compound--;
        var inner = _member;
        outer.Add(inner);
        _member = outer;
        return _documents.Count == documents ? inner : throw Unreadable();
    }

    private void ReadBackquoted(WordDraft draft)
    {
        var inner = new StringBuilder();
        for (_at++; Current != '`'; _at++)
        {
            if (IsAtEnd)
            {
                throw Unreadable();
            }

            if (Current == '\\' && Next is '`' or '\\' or '$')
            {
                _at++;
            }

            inner.Append(Current);
        }

        _at++;
        draft.Expand("");
        ReadText(inner.ToString());
        _line += inner.ToString().AsSpan().Count('\n');
    }

    /// <summary>A script inside this one.</summary>
    private void ReadText(string script)
    {
        var reader = new BashReader(script, _line, facts, cancellationToken) { Outer = Outer + _depth + 1, Function = Function,
            Position = Place };
        if (reader.Outer > DeepestNesting)
        {
            throw new UndeterminedException("…", _line, "it is nested too deep");
        }

        reader.ReadScript();
        _member.Add(reader._member);
    }

    private void ReadProcess(WordDraft draft)
    {
        if (Current == '>')
        {
            throw new UndeterminedException(">(", _line, "nobody waits for what it starts");
        }

        _at += 2;
        draft.Expand("#");
        if (ReadInner(() => ReadList()).Writes)
        {
            throw new UndeterminedException("<(", _line, "what it writes races with the command that reads from it");
        }

        Expect(")");
    }

    private void ReadPattern(WordDraft draft)
    {
        Deeper();
        draft.Text.Append(Current).Append('(');
        _at += 2;
        while (Current != ')')
        {
            if (IsAtEnd)
            {
                throw Unreadable();
            }

            ReadPart(draft);
        }

        draft.Text.Append(')');
        _at++;
        _depth--;
    }
}
