using System.Buffers;

namespace UltimateMcp.Code.Languages.Bash.Linting;

internal sealed partial class BashScanner
{
    private const int LongestImport = 200;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private void ScanWord(char terminator)
    {
        var start = _at;
        SkipWord(terminator);
        if (_at == start)
        {
            _at++;
        }

        var word = _text[start.._at];
        if (_isImport)
        {
            _isImport = false;
            _imports.Add(Unquoted(word));
        }
        else if (Innermost is { CaseState: CaseState.Word } && word == "in")
        {
            Innermost!.CaseState = CaseState.Pattern;
        }
        else if (Innermost is { CaseState: CaseState.Pattern })
        {
            if (word == "esac")
            {
                Close(word);
            }
        }
        else if (IsAssignment(word))
        {
            ScanArray(word);
        }
        else if (_isCommand)
        {
            ScanCommandWord(word, start);
        }
        else if (word == "]]")
        {
            Close(word);
        }
    }

    /// <summary>The first word of a command.</summary>
    private void ScanCommandWord(string word, int start)
    {
        _isCommand = false;
        switch (word)
        {
            case "if":
                Open("fi");
                Branch();
                break;
            case "elif":
                Branch();
                _isCommand = true;
                break;
            case "while" or "until":
                Open("done");
                Branch();
                break;
            case "for" or "select":
                Open("done");
                Branch();
                _isCommand = false;
                break;
            case "case":
                Open("esac");
                _isCommand = false;
                break;
            case "[[":
                Open("]]");
                break;
            case "{":
                Open("}");
                break;
            case "fi" or "done" or "esac" or "}":
                Close(word);
                break;
            case "then" or "else" or "do" or "!" or "time" or "coproc":
                _isCommand = true;
                break;
            case "function":
                ScanFunction();
                break;
            case "source" or ".":
                _isImport = true;
                break;
            default:
                ScanFunctionName(word, start);
                break;
        }
    }

    private void ScanFunction()
    {
        SkipBlanks();
        var start = _at;
        SkipWord('\0');
        if (_at > start)
        {
            Define(_text[start.._at], start);
            SkipBlanks();
            SkipBrackets();
        }
    }

    /// <summary>A word is the name of a function if brackets follow.</summary>
    private void ScanFunctionName(string word, int start)
    {
        var after = _at;
        SkipBlanks();
        if (SkipBrackets())
        {
            Define(word, start);
        }
        else
        {
            _at = after;
        }
    }

    private void Define(string name, int start)
    {
        _pending = new BashFunction(name, _source.PlaceOf(start).Line);
        _functions.Add(_pending);
        _isCommand = true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private bool SkipBrackets()
    {
        var at = _at;
        if (at < _text.Length && _text[at] == '(')
        {
            at++;
            while (at < _text.Length && _text[at] is ' ' or '\t')
            {
                at++;
            }

            if (at < _text.Length && _text[at] == ')')
            {
                _at = at + 1;
                return true;
            }
        }

        return false;
    }

    /// <summary>A name, then an index or a plus if there is one, then an equals sign.</summary>
    private static bool IsAssignment(string word)
    {
        var nameLength = word.AsSpan().IndexOfAnyExcept(NameCharacters);
        return nameLength > 0 && !char.IsAsciiDigit(word[0])
            && (word[nameLength] == '='
                || (word[nameLength] is '[' or '+' && word.IndexOf('=', nameLength) > 0));
    }

    private void ScanArray(string assignment)
    {
        if (assignment.EndsWith('=') && _at < _text.Length && _text[_at] == '(')
        {
            _at++;
            Open(")", isListOfWords: true);
        }
    }

    private static string Unquoted(string word)
    {
        var name = word.Length > 1 && word[0] is '"' or '\'' && word[^1] == word[0] ? word[1..^1] : word;
        return name.Length > LongestImport ? name[..LongestImport] + "…" : name;
    }

    private void ScanRedirection()
    {
        if (_text[_at] == '<' && Next == '<')
        {
            _at += 2;
            if (_at < _text.Length && _text[_at] == '<')
            {
                _at++;
                return;
            }

            var stripsTabs = _at < _text.Length && _text[_at] == '-';
            _at += stripsTabs ? 1 : 0;
            SkipBlanks();
            var start = _at;
            SkipWord('\0');
            var delimiter = _text[start.._at].Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)
                .Replace("\\", "", StringComparison.Ordinal);
            _hereDocuments.Enqueue((delimiter, stripsTabs));
        }
        else if (Next == '(')
        {
            _at += 2;
            Substitute(')');
        }
        else
        {
            _at++;
        }
    }

    private void SkipHereDocuments()
    {
        while (_hereDocuments.TryDequeue(out var document))
        {
            while (_at < _text.Length)
            {
                var length = _text.AsSpan(_at).IndexOf('\n');
                var line = _text.AsSpan(_at, length < 0 ? _text.Length - _at : length).TrimEnd('\r');
                _at = length < 0 ? _text.Length : _at + length + 1;
                if ((document.StripsTabs ? line.TrimStart('\t') : line).SequenceEqual(document.Delimiter))
                {
                    break;
                }
            }
        }
    }
}
