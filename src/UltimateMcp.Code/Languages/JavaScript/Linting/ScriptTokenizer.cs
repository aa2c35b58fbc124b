using System.Buffers;
using System.Collections.Frozen;

namespace UltimateMcp.Code.Languages.JavaScript.Linting;

/// <summary>
/// Splits JavaScript and TypeScript into tokens (ECMA-262, section 12), without parsing: text that is no program has tokens
/// too. Whether a slash begins a regular expression is told from the token before it.
/// </summary>
internal sealed class ScriptTokenizer
{
    private const char ByteOrderMark = '\ufeff';

    /// <summary>Longest first. What is not here is one character.</summary>
    private static readonly string[] Punctuators = ["...", "??=", "&&=", "||=", "=>", "?.", "??", "&&", "||", "++", "--"];

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\u2028\u2029");

    private static readonly SearchValues<char> AssignedOperators = SearchValues.Create("=!+-*/%&|^<");

    /// <summary>After these an operand follows.</summary>
    private static readonly FrozenSet<string> BeforeOperand = FrozenSet.Create(
        StringComparer.Ordinal,
        "return", "typeof", "case", "do", "else", "in", "instanceof", "new", "delete", "void", "throw", "yield", "await", "extends");

    private static readonly FrozenSet<string> BeforeCondition = FrozenSet.Create(StringComparer.Ordinal, "if", "while", "for", "with");

    private readonly string _text;
    private readonly List<ScriptToken> _tokens = [];

    /// <summary>Of each open bracket: whether an operand follows the one that closes it.</summary>
    private readonly Stack<Bracket> _open = new();

    private int _at;
    private bool _isOperandNext = true;

    /// <summary>The last token that is no comment; empty at first.</summary>
    private ScriptToken _previous;

    private ScriptTokenizer(string text) => _text = text;

    private enum Bracket
    {
        /// <summary>Closed, it is a value.</summary>
        Value,

        /// <summary>A condition or a block: a statement follows.</summary>
        Statement,

        /// <summary>A substitution: a template literal goes on.</summary>
        Substitution,
    }

    /// <summary>All tokens, with the comments.</summary>
    public static List<ScriptToken> Tokenize(string text)
    {
        var tokenizer = new ScriptTokenizer(text);
        tokenizer.Run();
        return tokenizer._tokens;
    }

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private void Run()
    {
        if (_text.StartsWith("#!", StringComparison.Ordinal))
        {
            Add(ScriptTokenKind.LineComment, LineEnd());
        }

        while (_at < _text.Length)
        {
            var unit = _text[_at];
            if (char.IsWhiteSpace(unit) || unit == ByteOrderMark)
            {
                _at++;
            }
            else if (unit == '/' && Next is '/' or '*')
            {
                AddComment();
            }
            else
            {
                AddToken(unit);
            }
        }
    }

    private void AddComment()
    {
        if (Next == '/')
        {
            Add(ScriptTokenKind.LineComment, LineEnd());
            return;
        }

        var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        Add(ScriptTokenKind.BlockComment, end < 0 ? _text.Length : end + 2);
    }

    private void AddToken(char unit)
    {
        switch (unit)
        {
            case '"' or '\'':
                AddValue(ScriptTokenKind.String, StringEnd(unit));
                break;
            case '`':
                _at++;
                AddTemplate(_at - 1);
                break;
            case '/' when _isOperandNext:
                AddValue(ScriptTokenKind.RegularExpression, RegularExpressionEnd());
                break;
            case var _ when char.IsAsciiDigit(unit) || (unit == '.' && char.IsAsciiDigit(Next)):
                AddValue(ScriptTokenKind.Number, NumberEnd());
                break;
            case var _ when IsOfName(unit) || unit == '#':
                AddName();
                break;
            default:
                AddPunctuator(unit);
                break;
        }
    }

    private void AddName()
    {
        var end = _at + 1;
        while (end < _text.Length && IsOfName(_text[end]))
        {
            end++;
        }

        var isMember = TextOf(_previous) is "." or "?.";
        var isOperandNext = !isMember && BeforeOperand.Contains(_text[_at..end]);
        Add(ScriptTokenKind.Name, end);
        _isOperandNext = isOperandNext;
    }

    private void AddPunctuator(char unit)
    {
        if (unit == '}' && _open.TryPeek(out var open) && open == Bracket.Substitution)
        {
            _open.Pop();
            Add(ScriptTokenKind.Punctuator, _at + 1);
            AddTemplate(_at);
            return;
        }

        var known = Array.Find(Punctuators, one => string.CompareOrdinal(_text, _at, one, 0, one.Length) == 0);
        var length = known?.Length ?? AssignmentLength(unit);
        var isOperandNext = known is "++" or "--" ? _isOperandNext : Follow(unit);
        Add(ScriptTokenKind.Punctuator, _at + length);
        _isOperandNext = isOperandNext;
    }

    /// <summary>Opens and closes brackets.</summary>
    /// <returns>Whether an operand comes next.</returns>
    private bool Follow(char unit)
    {
        switch (unit)
        {
            case '(':
                var isCondition = BeforeCondition.Contains(TextOf(_previous).ToString());
                _open.Push(isCondition ? Bracket.Statement : Bracket.Value);
                return true;
            case '[':
                _open.Push(Bracket.Value);
                return true;
            case '{':
                var isValue = _isOperandNext && TextOf(_previous) is not ("" or ";" or "{" or "}" or "=>" or ")" or "else" or "do");
                _open.Push(isValue ? Bracket.Value : Bracket.Statement);
                return true;
            case ')' or ']' or '}':
                return _open.TryPop(out var closed) && closed == Bracket.Statement;
            default:
                return true;
        }
    }

    /// <summary>Of an operator that may end in equals signs.</summary>
    private int AssignmentLength(char unit)
    {
        var length = 1;
        while (AssignedOperators.Contains(unit) && length < 4 && _at + length < _text.Length && _text[_at + length] == '=')
        {
            length++;
        }

        return length;
    }

    /// <summary>A piece of a template literal, up to its end or a substitution.</summary>
    /// <param name="start">Where the piece begins, with its back quote if it has one.</param>
    private void AddTemplate(int start)
    {
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case '\\':
                    _at += 2;
                    break;
                case '`':
                    AddPiece(start, _at + 1);
                    _isOperandNext = false;
                    return;
                case '$' when Next == '{':
                    AddPiece(start, _at);
                    Add(ScriptTokenKind.Punctuator, _at + 2);
                    _open.Push(Bracket.Substitution);
                    _isOperandNext = true;
                    return;
                default:
                    _at++;
                    break;
            }
        }

        AddPiece(start, _text.Length);
    }

    private void AddPiece(int start, int end)
    {
        _at = Math.Min(start, _text.Length);
        Add(ScriptTokenKind.Template, Math.Min(end, _text.Length));
    }

    private int StringEnd(char quote)
    {
        for (var end = _at + 1; end < _text.Length; end++)
        {
            switch (_text[end])
            {
                case '\\':
                    // A line end may be two characters.
                    end += end + 2 < _text.Length && _text[end + 1] == '\r' && _text[end + 2] == '\n' ? 2 : 1;
                    break;
                case '\n' or '\r':
                    return end;
                case var unit when unit == quote:
                    return end + 1;
            }
        }

        return _text.Length;
    }

    private int RegularExpressionEnd()
    {
        var isInClass = false;
        for (var end = _at + 1; end < _text.Length && !LineEnds.Contains(_text[end]); end++)
        {
            switch (_text[end])
            {
                case '\\':
                    end++;
                    break;
                case '[':
                    isInClass = true;
                    break;
                case ']':
                    isInClass = false;
                    break;
                case '/' when !isInClass:
                    do
                    {
                        end++;
                    }
                    while (end < _text.Length && char.IsAsciiLetter(_text[end]));

                    return end;
            }
        }

        // No slash ends it.
        return _at + 1;
    }

    private int NumberEnd()
    {
        var end = _at + 1;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '.' or '_' || IsExponentSign(end)))
        {
            end++;
        }

        return end;
    }

    private bool IsExponentSign(int at) =>
        _text[at] is '+' or '-' && _text[at - 1] is 'e' or 'E' && _text[_at..at].IndexOfAny(['x', 'X']) < 0;

    private int LineEnd()
    {
        var length = _text.AsSpan(_at).IndexOfAny(LineEnds);
        return length < 0 ? _text.Length : _at + length;
    }

    private void AddValue(ScriptTokenKind kind, int end)
    {
        Add(kind, end);
        _isOperandNext = false;
    }

    private void Add(ScriptTokenKind kind, int end)
    {
        var token = new ScriptToken(kind, _at, Math.Min(end, _text.Length));
        _tokens.Add(token);
        _at = token.End;
        _previous = kind is ScriptTokenKind.LineComment or ScriptTokenKind.BlockComment ? _previous : token;
    }

    private ReadOnlySpan<char> TextOf(ScriptToken token) => _text.AsSpan(token.Start, token.End - token.Start);

    /// <summary>All beyond ASCII counts, as half of an emoji does: only what is told from operators matters.</summary>
    private static bool IsOfName(char unit) =>
        char.IsAsciiLetterOrDigit(unit)
        || unit is '_' or '$' or '\\'
        || (unit > '\u007f' && !char.IsWhiteSpace(unit) && unit != ByteOrderMark);
}
