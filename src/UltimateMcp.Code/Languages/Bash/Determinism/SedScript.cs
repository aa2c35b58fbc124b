namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Reads a sed script for commands that run others or touch files (<c>e r R w W</c>), which are refused.</summary>
internal sealed class SedScript(string script, BashWord word)
{
    private int _at;
    private bool _quits;

    private char Current => _at < script.Length ? script[_at] : '\0';

    /// <summary>Whether it may end before it has read all.</summary>
    public bool Check()
    {
        while (_at < script.Length)
        {
            if (Current is ' ' or '\t' or '\n' or ';' or '{' or '}' or '!')
            {
                _at++;
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

    private UndeterminedException Refused() => BashCommands.Found(word, "what the sed script does is not listed");

    private void SkipLine() => _at = script.IndexOf('\n', _at) is >= 0 and var end ? end : script.Length;

    private void SkipAny(string characters)
    {
        while (_at < script.Length && characters.Contains(Current, StringComparison.Ordinal))
        {
            _at++;
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
                _at += Current == '\\' ? 1 : 0;
                ReadUntil(script.Length > _at ? script[_at++] : throw Refused());
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

            _at++;
        }

        SkipAny(" \t!");
    }

    private void ReadCommand()
    {
        var command = Current;
        _at++;
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
                while (_at < script.Length && Current is not ('\n' or ';' or '}'))
                {
                    _at++;
                }

                return;
            case 's':
                ReadSubstitution();
                break;
            case 'y':
                var delimiter = Current;
                _at++;
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

    /// <summary>To the end of the line, and of those that follow a backslash.</summary>
    private void ReadText()
    {
        for (; _at < script.Length && Current != '\n'; _at++)
        {
            _at += Current == '\\' ? 1 : 0;
        }
    }

    private void ReadSubstitution()
    {
        var delimiter = Current;
        _at++;
        ReadUntil(delimiter);
        ReadUntil(delimiter);
        SkipAny("gpiIMm0123456789");
    }

    private void ReadUntil(char delimiter)
    {
        var isInClass = false;
        for (; isInClass || Current != delimiter; _at++)
        {
            if (_at >= script.Length || delimiter is '\n' or '\\' or '\0')
            {
                throw Refused();
            }

            if (Current == '\\' && !isInClass)
            {
                _at++;
            }
            else if (Current is '[' or ']' && _at + 1 < script.Length)
            {
                // In a class the delimiter may or may not end the expression, by what it is: only classes without it are read.
                isInClass = false;
            }
        }

        _at++;
    }
}
