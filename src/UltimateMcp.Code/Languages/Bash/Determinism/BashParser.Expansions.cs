namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Parameters in braces, and arithmetic.</summary>
internal sealed partial class BashParser
{
    /// <summary><c>${…}</c>, after its brace.</summary>
    private void ParseParameter(WordBuilder draft, bool isQuoted)
    {
        EnterNesting();
        var isLength = Current == '#' && Next != '}';
        var isIndirect = Current == '!';
        _position += isLength || isIndirect ? 1 : 0;
        var first = Current switch
        {
            '@' or '*' => BashSymbols.Positional,
            >= '1' and <= '9' => BashSymbols.Positional,
            '#' or '?' or '0' => "#",
            _ => ParseName() ?? throw new NondeterminismException("${" + Current, _line, "it is not listed"),
        };
        if (char.IsAsciiLetter(first[0]) || first[0] == '_')
        {
            symbols.Read(first, _line);
        }
        else
        {
            _position++;
            while (char.IsAsciiDigit(Current))
            {
                _position++;
            }
        }

        if (isIndirect && !text.AsSpan(_position).StartsWith("[@]}") && !text.AsSpan(_position).StartsWith("[*]}"))
        {
            throw new NondeterminismException("${!", _line, "the variable is not a literal");
        }

        if (Current == '@' && "UuLQKkE".Contains(Next, StringComparison.Ordinal) is false)
        {
            throw new NondeterminismException("@" + Next, _line, "it is not listed");
        }

        draft.Expand(isLength ? "#" : isIndirect ? "" : first);
        ParseOperator(first, isQuoted);
        _depth--;
    }

    private void ParseOperator(string name, bool isQuoted)
    {
        var other = new WordBuilder();
        var isDefault = Current is '-' or '=' or '+' or '?' || (Current == ':' && Next is '-' or '=' or '+' or '?');
        if (isDefault)
        {
            _position += Current == ':' ? 2 : 1;
        }

        while (Current != '}')
        {
            // Between double quotes it depends on the operator whether this is a quote.
            if (IsAtEnd || (isQuoted && Current == '\''))
            {
                throw SyntaxError();
            }

            _line += Current == '\n' ? 1 : 0;
            ParsePart(other);
        }

        _position++;
        if (isDefault)
        {
            symbols.Flow(name, new BashWord("", other.Text.ToString(), other.IsLiteral, other.First, other.IsOpaque, _line));
            CheckFolder(other.Text.ToString());
        }
    }

    /// <summary>
    /// Up to the closing <c>))</c>. Its names are variables; <see cref="BashAllowlists.RefusedNames"/> has already been
    /// checked.
    /// </summary>
    private void ParseArithmetic()
    {
        EnterNesting();
        var depth = 0;
        while (depth > 0 || Current != ')' || Next != ')')
        {
            if (IsAtEnd)
            {
                throw SyntaxError();
            }

            depth += Current switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0)
            {
                throw SyntaxError();
            }

            if (char.IsAsciiLetter(Current) || Current == '_')
            {
                symbols.Assign(ParseName()!, _line);
            }
            else if (Current is '(' or ')')
            {
                _position++;
            }
            else
            {
                _line += Current == '\n' ? 1 : 0;
                ParsePart(new WordBuilder());
            }
        }

        _position += 2;
        _depth--;
    }

    private void ParseArithmeticCommand()
    {
        _position += 2;
        _stage.Kind = "((";
        ParseArithmetic();
    }
}
