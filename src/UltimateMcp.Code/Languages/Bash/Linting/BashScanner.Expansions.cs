namespace UltimateMcp.Code.Languages.Bash.Linting;

internal sealed partial class BashScanner
{
    /// <summary>What is longer is taken for commands.</summary>
    private const int LongestArithmetic = 1000;

    /// <summary>Skips a word with its quotes and expansions; what is in a command substitution is scanned.</summary>
    private void SkipWord(char terminator)
    {
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case ' ' or '\t' or '\n' or '\r' or ';' or '&' or '|' or '<' or '>' or ')':
                    return;
                case '`' when terminator == '`':
                    return;
                case '(':
                    if (_at == 0 || _text[_at - 1] is not ('?' or '*' or '+' or '@' or '!'))
                    {
                        return;
                    }

                    SkipPattern();
                    break;
                default:
                    SkipPart(terminator);
                    break;
            }
        }
    }

    private void SkipPart(char terminator)
    {
        switch (_text[_at])
        {
            case '\\':
                _at += 2;
                break;
            case '\'':
                SkipTo('\'', hasEscapes: false);
                break;
            case '"':
                SkipDoubleQuotes(terminator);
                break;
            case '$':
                SkipExpansion(terminator, isQuoted: false);
                break;
            case '`':
                _at++;
                Substitute('`');
                break;
            default:
                _at++;
                break;
        }

        _at = Math.Min(_at, _text.Length);
    }

    /// <summary>From a quote to after the next.</summary>
    private void SkipTo(char quote, bool hasEscapes)
    {
        for (_at++; _at < _text.Length && _text[_at] != quote; _at++)
        {
            _at += hasEscapes && _text[_at] == '\\' ? 1 : 0;
        }

        _at = Math.Min(_at + 1, _text.Length);
    }

    private void SkipDoubleQuotes(char terminator)
    {
        _at++;
        while (_at < _text.Length && _text[_at] != '"')
        {
            switch (_text[_at])
            {
                case '\\':
                    _at += 2;
                    break;
                case '$':
                    SkipExpansion(terminator, isQuoted: true);
                    break;
                case '`' when terminator == '`':
                    return;
                case '`':
                    _at++;
                    Substitute('`');
                    break;
                default:
                    _at++;
                    break;
            }
        }

        _at = Math.Min(_at + 1, _text.Length);
    }

    private void SkipExpansion(char terminator, bool isQuoted)
    {
        switch (Next)
        {
            case '(' when _at + 2 < _text.Length && _text[_at + 2] == '(' && SkipArithmetic(_at + 1):
                break;
            case '(':
                _at += 2;
                Substitute(')');
                break;
            case '{':
                _at += 2;
                SkipBraces(terminator, isQuoted);
                break;
            case '\'' when !isQuoted:
                _at++;
                SkipTo('\'', hasEscapes: true);
                break;
            default:
                _at++;
                break;
        }
    }

    /// <summary>The rest of a parameter expansion.</summary>
    private void SkipBraces(char terminator, bool isQuoted)
    {
        if (++_nesting <= MaximumNesting)
        {
            while (_at < _text.Length && _text[_at] != '}')
            {
                if (_text[_at] == '\'' && isQuoted)
                {
                    _at++;
                }
                else if (_text[_at] == '`' && terminator == '`')
                {
                    break;
                }
                else
                {
                    SkipPart(terminator);
                }
            }

            _at = Math.Min(_at + 1, _text.Length);
        }

        _nesting--;
    }

    /// <summary>The rest of a command substitution.</summary>
    private void Substitute(char terminator)
    {
        if (++_nesting <= MaximumNesting)
        {
            var (isCommand, isImport, pending) = (_isCommand, _isImport, _pending);
            (_isImport, _pending) = (false, null);
            ScanCommands(terminator);
            (_isCommand, _isImport, _pending) = (isCommand, isImport, pending);
            _at = Math.Min(_at + 1, _text.Length);
        }

        _nesting--;
    }

    /// <summary>An extended pattern, from its bracket on.</summary>
    private void SkipPattern()
    {
        var depth = 0;
        do
        {
            depth += _text[_at] == '(' ? 1 : _text[_at] == ')' ? -1 : 0;
            SkipPart('\0');
        }
        while (depth > 0 && _at < _text.Length && _text[_at] != '\n');
    }

    /// <summary>False if it is no arithmetic; then nothing is skipped.</summary>
    /// <param name="start">Of the first of its two brackets.</param>
    private bool SkipArithmetic(int start)
    {
        var end = ArithmeticEnd(start);
        if (end < 0)
        {
            return false;
        }

        _at = end;
        return true;
    }

    /// <summary>After the two brackets that end what two brackets begin; negative if it is no arithmetic.</summary>
    private int ArithmeticEnd(int start)
    {
        var depth = 0;
        var end = Math.Min(_text.Length, start + LongestArithmetic);
        for (var at = start; at < end; at++)
        {
            if (_text[at] == '(')
            {
                depth++;
            }
            else if (_text[at] == ')' && --depth == 0)
            {
                return _text[at - 1] == ')' ? at + 1 : -1;
            }
        }

        return -1;
    }
}
