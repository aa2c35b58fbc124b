namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Parameters in braces, and arithmetic.</summary>
internal sealed partial class BashReader
{
    /// <summary><c>${…}</c>, behind its brace.</summary>
    private void ReadParameter(WordDraft draft, bool isQuoted)
    {
        Deeper();
        var isLength = Current == '#' && Next != '}';
        var isIndirect = Current == '!';
        _at += isLength || isIndirect ? 1 : 0;
        var first = Current switch
        {
            '@' or '*' => BashFacts.Positional,
            >= '1' and <= '9' => BashFacts.Positional,
            '#' or '?' or '0' => "#",
            _ => ReadName() ?? throw new UndeterminedException("${" + Current, _line, "it is not listed"),
        };
        if (char.IsAsciiLetter(first[0]) || first[0] == '_')
        {
            facts.Read(first, _line);
        }
        else
        {
            _at++;
            while (char.IsAsciiDigit(Current))
            {
                _at++;
            }
        }

        if (isIndirect && !text.AsSpan(_at).StartsWith("[@]}") && !text.AsSpan(_at).StartsWith("[*]}"))
        {
            throw new UndeterminedException("${!", _line, "what it names is not known");
        }

        if (Current == '@' && "UuLQKkE".Contains(Next, StringComparison.Ordinal) is false)
        {
            throw new UndeterminedException("@" + Next, _line, "it is not listed");
        }

        draft.Expand(isLength ? "#" : isIndirect ? "" : first);
        ReadOperator(first, isQuoted);
        _depth--;
    }

    private void ReadOperator(string name, bool isQuoted)
    {
        var other = new WordDraft();
        var isDefault = Current is '-' or '=' or '+' or '?' || (Current == ':' && Next is '-' or '=' or '+' or '?');
        if (isDefault)
        {
            _at += Current == ':' ? 2 : 1;
        }

        while (Current != '}')
        {
            // Between double quotes it is a quote or not, by what the operator is.
            if (IsAtEnd || (isQuoted && Current == '\''))
            {
                throw Unreadable();
            }

            _line += Current == '\n' ? 1 : 0;
            ReadPart(other);
        }

        _at++;
        if (isDefault)
        {
            facts.Flow(name, new BashWord("", other.Text.ToString(), other.IsLiteral, other.First, other.IsOpaque, _line));
            CheckFolder(other.Text.ToString());
        }
    }

    /// <summary>
    /// Up to the <c>))</c> that ends it. Its names are those of variables, which <see cref="BashLists.NeverNamed"/> has been held against.
    /// </summary>
    private void ReadArithmetic()
    {
        Deeper();
        var depth = 0;
        while (depth > 0 || Current != ')' || Next != ')')
        {
            if (IsAtEnd)
            {
                throw Unreadable();
            }

            depth += Current switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0)
            {
                throw Unreadable();
            }

            if (char.IsAsciiLetter(Current) || Current == '_')
            {
                facts.Assign(ReadName()!, _line);
            }
            else if (Current is '(' or ')')
            {
                _at++;
            }
            else
            {
                _line += Current == '\n' ? 1 : 0;
                ReadPart(new WordDraft());
            }
        }

        _at += 2;
        _depth--;
    }

    private void ReadArithmeticCommand()
    {
        _at += 2;
        _member.Kind = "((";
        ReadArithmetic();
    }
}
