namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Checks an awk program: functions that are not listed, commands and input other than the files are refused.</summary>
internal sealed class AwkProgram(string program, BashWord word)
{
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);
    private readonly List<string> _calls = [];
    private int _position;

    /// <summary>
    /// Whether the previous token is an operand: a slash after it divides, else it begins a regular expression.
    /// </summary>
    private bool _isOperand;
    private bool _isPrinting;
    private bool _ends;
    private string _before = "";

    private char Current => _position < program.Length ? program[_position] : '\0';

    private char Next => _position + 1 < program.Length ? program[_position + 1] : '\0';

    /// <summary>Whether it may exit before it has read all of its input.</summary>
    public bool Check()
    {
        while (_position < program.Length)
        {
            ReadToken();
        }

        if (_calls.Exists(call => !_functions.Contains(call)))
        {
            throw Refused();
        }

        return _ends;
    }

    private NondeterminismException Refused() => BashCommandCheck.Refused(word, "the awk program uses something that is not listed");

    private void ReadToken()
    {
        switch (Current)
        {
            case ' ' or '\t':
                _position++;
                return;
            case '#':
                _position = program.IndexOf('\n', _position) is >= 0 and var end ? end : program.Length;
                return;
            case '"':
                ReadUntil('"');
                _isOperand = true;
                break;
            case '/' when !_isOperand:
                ReadUntil('/');
                _isOperand = true;
                break;
            case '|' when Next != '|':
                throw Refused();
            case '|':
                _position += 2;
                _isOperand = false;
                break;
            case '@':
                throw Refused();
            case >= '0' and <= '9' or '.':
                SkipName();
                _isOperand = true;
                break;
            case '_' or >= 'a' and <= 'z' or >= 'A' and <= 'Z':
                ReadName();
                return;
            default:
                ReadSign();
                break;
        }

        _before = "";
    }

    private void ReadSign()
    {
        if (Current is '\n' or ';' or '}' or '{')
        {
            _isPrinting = false;
        }
        else if (Current == '>' && _isPrinting)
        {
            CheckOutput();
        }

        _isOperand = Current is ')' or ']' or '$' || (Current is '+' or '-' && Next == Current && _isOperand);
        _position++;
    }

    /// <summary>Output of print: only stdout, stderr or a file whose name is a literal.</summary>
    private void CheckOutput()
    {
        var rest = program.AsSpan(_position).TrimStart('>').TrimStart();
        if (!rest.StartsWith("\"") || rest.StartsWith("\"/") && !rest.StartsWith("\"/dev/std")
            || rest[..Math.Min(rest.Length, 64)].Contains("..", StringComparison.Ordinal))
        {
            throw Refused();
        }
    }

    private void SkipName()
    {
        while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '.')
        {
            _position++;
        }
    }

    private void ReadName()
    {
        var start = _position;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
        {
            _position++;
        }

        var name = program[start.._position];
        if (BashAllowlists.AwkRefused.Contains(name))
        {
            throw Refused();
        }

        if (_before is "function" or "func")
        {
            _functions.Add(name);
        }
        else if (Current == '(' && !BashAllowlists.AwkFunctions.Contains(name) && !BashAllowlists.AwkKeywords.Contains(name))
        {
            _calls.Add(name);
        }

        _ends |= name == "exit";
        _isPrinting |= name is "print" or "printf";
        _isOperand = !BashAllowlists.AwkKeywords.Contains(name);
        _before = name;
    }

    private void ReadUntil(char end)
    {
        for (_position++; Current != end; _position++)
        {
            if (_position >= program.Length || Current == '\n')
            {
                throw Refused();
            }

            _position += Current == '\\' ? 1 : 0;
            if (end == '/' && Current == '[')
            {
                // Implementations differ in whether a slash in a bracket expression ends the regular expression.
                var close = program.IndexOf(']', Math.Min(_position + 2, program.Length - 1));
                if (close < 0 || program.AsSpan(_position, close - _position).Contains('/'))
                {
                    throw Refused();
                }
            }
        }

        _position++;
    }
}
