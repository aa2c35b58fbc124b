namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Checks a sed script: commands that run programs or use files (<c>e r R w W</c>) are refused.</summary>
internal sealed class SedScript(string script, BashWord word)
{
    private int _position;
    private bool _quits;

    private char Current => _position < script.Length ? script[_position] : '\0';

    /// <summary>Whether it may exit before it has read all of its input.</summary>
    public bool Check()
    {
        while (_position < script.Length)
        {
            if (Current is ' ' or '\t' or '\n' or ';' or '{' or '}' or '!')
            {
                _position++;
            }
            else if (Current == '#')
            {
                SkipLine();
            }
            else
            {
                ReadAddresses();
                ReadCommand();
            }
        }

        return _quits;
    }

    private NondeterminismException Refused() => BashCommandCheck.Refused(word, "the sed script uses something that is not listed");

    private void SkipLine() => _position = script.IndexOf('\n', _position) is >= 0 and var end ? end : script.Length;

    private void SkipAny(string characters)
    {
        while (_position < script.Length && characters.Contains(Current, StringComparison.Ordinal))
        {
            _position++;
        }
    }

    private void ReadAddresses()
    {
        for (var isFirst = true; ; isFirst = false)
        {
            SkipAny(" \t");
            if (char.IsAsciiDigit(Current) || Current is '$' or '+' or '~')
            {
                SkipAny("0123456789$+~");
            }
            else if (Current is '/' or '\\')
            {
                _position += Current == '\\' ? 1 : 0;
                ReadUntil(script.Length > _position ? script[_position++] : throw Refused());
                SkipAny("IM");
            }
            else if (!isFirst)
            {
                throw Refused();
            }

            SkipAny(" \t");
            if (Current != ',')
            {
                break;
            }

            _position++;
        }

        SkipAny(" \t!");
    }

    private void ReadCommand()
    {
        var command = Current;
        _position++;
        switch (command)
        {
            case '=' or 'd' or 'D' or 'g' or 'G' or 'h' or 'H' or 'n' or 'N' or 'p' or 'P' or 'x' or 'z' or '{' or '}':
                break;
            case 'l' or 'q' or 'Q':
                _quits |= command is 'q' or 'Q';
                SkipAny(" \t0123456789");
                break;
            case 'a' or 'i' or 'c':
                ReadText();
                return;
            case 'b' or 't' or 'T' or ':':
                while (_position < script.Length && Current is not ('\n' or ';' or '}'))
                {
                    _position++;
                }

                return;
            case 's':
                ReadSubstitution();
                break;
            case 'y':
                var delimiter = Current;
                _position++;
                ReadUntil(delimiter);
                ReadUntil(delimiter);
                break;
            default:
                throw Refused();
        }

        SkipAny(" \t");
        if (Current is not ('\0' or '\n' or ';' or '}' or '#'))
        {
            throw Refused();
        }
    }

    /// <summary>To the end of the line; a backslash continues it.</summary>
    private void ReadText()
    {
        for (; _position < script.Length && Current != '\n'; _position++)
        {
            _position += Current == '\\' ? 1 : 0;
        }
    }

    private void ReadSubstitution()
    {
        var delimiter = Current;
        _position++;
        ReadUntil(delimiter);
        ReadUntil(delimiter);
        SkipAny("gpiIMm0123456789");
    }

    private void ReadUntil(char delimiter)
    {
        // Implementations differ in whether a delimiter in a bracket expression ends the regular expression. Here it always does.
        for (; Current != delimiter; _position++)
        {
            if (_position >= script.Length || delimiter is '\n' or '\\' or '\0')
            {
                throw Refused();
            }

            _position += Current == '\\' ? 1 : 0;
        }

        _position++;
    }
}
