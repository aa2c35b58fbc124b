using System.Collections.Immutable;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Languages.JavaScript.Linting;

/// <summary>
/// What a text in JavaScript or TypeScript defines and imports, told from its tokens. Functions are those with a name: declarations,
/// methods, and functions that a declaration or a field is initialized with. All count for the complexity, each on its own, by
/// <c>if</c>, loops, <c>case</c>, <c>catch</c>, <c>?:</c>, <c>&amp;&amp;</c>, <c>||</c> and <c>??</c>.
/// </summary>
internal sealed partial class ScriptStructure
{
    /// <summary>Of functions and classes within each other; those that nest deeper are not looked at.</summary>
    private const int MaximumDepth = 100;

    private readonly LintSource _source;
    private readonly ScriptTokens _tokens;
    private readonly List<SourceDefinition> _functions = [];
    private readonly List<SourceDefinition> _classes = [];
    private readonly List<string> _imports = [];

    /// <summary>The names of initial values, by the index of their first token.</summary>
    private readonly Dictionary<int, string> _names = [];

    private int _complexity = 1;
    private int _depth;

    private ScriptStructure(LintSource source, ScriptTokens tokens) => (_source, _tokens) = (source, tokens);

    /// <param name="tokens">Of the text.</param>
    /// <param name="isParsed">Whether the text is a program; otherwise its complexity is not known.</param>
    public static SourceStructure Of(LintSource source, IEnumerable<ScriptToken> tokens, bool isParsed)
    {
        var structure = new ScriptStructure(source, new ScriptTokens(source.Text, tokens));
        structure.ScanFunction(0, structure._tokens.Count, owner: null);
        return new SourceStructure(
            InOrder(structure._functions),
            InOrder(structure._classes),
            [.. structure._imports.Distinct(StringComparer.Ordinal)],
            isParsed ? structure._complexity : null);
    }

    private static ImmutableArray<SourceDefinition> InOrder(List<SourceDefinition> definitions) =>
        [.. definitions.OrderBy(static definition => definition.Line)];

    /// <summary>A body, whose branches are counted on their own.</summary>
    /// <param name="owner">The class of its members; null if it is none.</param>
    private void ScanFunction(int start, int end, string? owner)
    {
        if (++_depth <= MaximumDepth)
        {
            var branches = owner is null ? ScanStatements(start, end) : ScanMembers(start, end, owner);
            _complexity = Math.Max(_complexity, branches + 1);
        }

        _depth--;
    }

    /// <returns>The number of branches, without those of functions inside.</returns>
    private int ScanStatements(int start, int end)
    {
        var branches = 0;
        for (var i = start; i < end;)
        {
            if (_tokens.Is(i - 1, ".") || _tokens.Is(i - 1, "?."))
            {
                i++;
                continue;
            }

            branches += IsBranch(i) ? 1 : 0;
            i = ScanDefinition(i, end);
        }

        return branches;
    }

    /// <summary>Scans what begins here, if it is a definition or an import.</summary>
    /// <returns>Where to go on.</returns>
    private int ScanDefinition(int i, int end)
    {
        switch (_tokens.TextAt(i))
        {
            case "function":
                return ScanFunctionKeyword(i);
            case "class" when !_tokens.Is(i + 1, ":"):
                return ScanClass(i);
            case "import" or "export" or "require":
                return ScanImport(i, end);
            case "const" or "let" or "var" or "using":
                return ScanDeclarator(i + 1);
            case "," when _tokens.IsName(i + 1) && _tokens.Is(i + 2, "="):
                return ScanDeclarator(i + 1);
            case "type" when _tokens.IsName(i + 1) && !_tokens.IsFirstInLine(i + 1):
                return SkipTypeAlias(i);
            case "interface" when _tokens.IsName(i + 1) && !_tokens.IsFirstInLine(i + 1):
                return SkipInterface(i);
            case "(":
                return ScanParenthesis(i);
            case "=>":
                return ScanArrow(i, i - 1);
            default:
                return i + 1;
        }
    }

    private bool IsBranch(int i)
    {
        switch (_tokens.TextAt(i))
        {
            case "if" or "for" or "while" or "catch":
                return _tokens.Is(i + 1, "(") || _tokens.Is(i + 1, "await") || _tokens.Is(i + 1, "{");
            case "case":
                return !_tokens.Is(i + 1, ":") && !_tokens.Is(i + 1, "(");
            case "&&" or "||" or "??" or "&&=" or "||=" or "??=":
                return true;
            case "?":
                // Not of an optional parameter or member.
                return _tokens.TextAt(i + 1) is not (":" or ")" or "," or ";" or "=" or "]");
            default:
                return false;
        }
    }

    private int ScanFunctionKeyword(int i)
    {
        var name = i + 1;
        if (_tokens.Is(name, "*"))
        {
            name++;
        }

        var start = _tokens.Is(i - 1, "async") ? i - 1 : i;
        var text = _tokens.IsName(name) ? _tokens.TextAt(name).ToString() : _names.GetValueOrDefault(start);
        var parameters = _tokens.IsName(name) ? name + 1 : name;
        return ScanBody(i, SkipAngles(parameters), text);
    }

    /// <summary>Parameters, the type of the result, and the body, if there is one.</summary>
    /// <param name="first">The token whose line is the definition's.</param>
    /// <param name="parameters">Index of the bracket before them.</param>
    /// <returns>The index behind it.</returns>
    private int ScanBody(int first, int parameters, string? name)
    {
        if (!_tokens.Is(parameters, "("))
        {
            return first + 1;
        }

        var body = _tokens.ClosingOf(parameters) + 1;
        if (_tokens.Is(body, ":"))
        {
            body = ScriptTypes.Skip(_tokens, body + 1);
        }

        if (!_tokens.Is(body, "{"))
        {
            // It is only declared.
            return Math.Max(body, first + 1);
        }

        var end = _tokens.ClosingOf(body);
        Add(_functions, name, first, end);

        // Of the parameters too: their initial values.
        ScanFunction(parameters + 1, end, owner: null);
        return end + 1;
    }

    /// <summary>The name that is declared, for the function or class that may be its initial value.</summary>
    private int ScanDeclarator(int name)
    {
        if (!_tokens.IsName(name))
        {
            return name;
        }

        var value = _tokens.Is(name + 1, "!") ? name + 2 : name + 1;
        if (_tokens.Is(value, ":"))
        {
            value = ScriptTypes.Skip(_tokens, value + 1);
        }

        if (_tokens.Is(value, "="))
        {
            Remember(value + 1, _tokens.TextAt(name).ToString());
            return value + 1;
        }

        return name + 1;
    }

    private void Remember(int value, string? name)
    {
        if (name is not null)
        {
            _names[value] = name;
        }
    }

    /// <summary>The parameters of an arrow function, those of a method of an object, or anything else in parentheses.</summary>
    private int ScanParenthesis(int i)
    {
        var closing = _tokens.ClosingOf(i);
        if (_tokens.Is(closing + 1, "=>"))
        {
            return ScanArrow(closing + 1, i);
        }

        if (_tokens.Is(closing + 1, ":") && ScriptTypes.Skip(_tokens, closing + 2) is var arrow && _tokens.Is(arrow, "=>"))
        {
            return ScanArrow(arrow, i);
        }

        var isMethod = _tokens.IsName(i - 1)
            && _tokens.TextAt(i - 1) is not ("if" or "for" or "while" or "switch" or "catch" or "with" or "await")
            && _tokens.TextAt(i - 2) is "{" or "," or "get" or "set" or "async" or "*"
            && (_tokens.Is(closing + 1, "{") || _tokens.Is(closing + 1, ":"));
        return isMethod ? ScanBody(i, i, name: null) : i + 1;
    }

    /// <param name="i">Index of the arrow.</param>
    /// <param name="parameters">Index of the first token of the parameters.</param>
    private int ScanArrow(int i, int parameters)
    {
        var isBlock = _tokens.Is(i + 1, "{");
        var start = isBlock ? i + 2 : i + 1;
        var end = isBlock ? _tokens.ClosingOf(i + 1) : EndOfExpression(i + 1);
        var first = BeforeTypeParameters(parameters);
        first = _tokens.Is(first - 1, "async") ? first - 1 : first;
        Add(_functions, _names.GetValueOrDefault(first), first, isBlock ? end : end - 1);
        ScanFunction(start, end, owner: null);
        return Math.Max(isBlock ? end + 1 : end, i + 1);
    }

    private int BeforeTypeParameters(int parameters)
    {
        var open = parameters - 1;
        for (var depth = _tokens.Is(open, ">") ? 1 : 0; depth > 0; depth += _tokens.Is(open, ">") ? 1 : _tokens.Is(open, "<") ? -1 : 0)
        {
            if (--open < 0 || parameters - open > ScriptTypes.MaximumAngles)
            {
                return parameters;
            }
        }

        return _tokens.Is(open, "<") ? open : parameters;
    }

    /// <summary>The index behind an expression: of a comma, a semicolon, a bracket that closes, or the first token of the next line
    /// that cannot go on with it.</summary>
    private int EndOfExpression(int start)
    {
        for (var i = start; i < _tokens.Count; i++)
        {
            switch (_tokens.TextAt(i))
            {
                case "(" or "[" or "{" or "${":
                    i = _tokens.ClosingOf(i);
                    break;
                case "," or ";" or ")" or "]" or "}":
                    return i;
                case "in" or "instanceof" or "as" or "satisfies":
                    break;
                case var _ when i > start && _tokens.IsFirstInLine(i) && EndsOperand(i - 1) && !IsPunctuator(i):
                    return i;
            }
        }

        return _tokens.Count;
    }

    private bool IsPunctuator(int i) => _tokens[i].Kind == ScriptTokenKind.Punctuator;

    private bool EndsOperand(int i) => !IsPunctuator(i)
        ? _tokens.TextAt(i) is not ("await" or "new" or "typeof" or "void" or "delete" or "yield" or "in" or "instanceof" or "of")
        : _tokens.TextAt(i) is ")" or "]" or "}";

    private int ScanImport(int i, int end)
    {
        if (_tokens.Is(i + 1, "(") && !_tokens.Is(i, "export"))
        {
            AddImport(i + 2);
            return i + 1;
        }

        if (_tokens.Is(i, "require"))
        {
            return i + 1;
        }

        AddImport(i + 1);
        for (var at = i + 1; at < end && !_tokens.Is(at, ";"); at++)
        {
            if (_tokens.Is(at, "from") && _tokens.StringAt(at + 1) is not null)
            {
                AddImport(at + 1);
                return at + 2;
            }

            if (_tokens.TextAt(at) is "import" or "export" || (!_tokens.IsName(at) && _tokens.TextAt(at) is not ("{" or "}" or "," or "*")))
            {
                break;
            }
        }

        return i + 1;
    }

    private void AddImport(int i)
    {
        if (_tokens.StringAt(i) is { Length: > 0 } name)
        {
            _imports.Add(name);
        }
    }

    private int SkipTypeAlias(int i)
    {
        var equals = SkipAngles(i + 2);
        return _tokens.Is(equals, "=") ? Math.Max(ScriptTypes.Skip(_tokens, equals + 1), i + 1) : i + 1;
    }

    private int SkipInterface(int i)
    {
        for (var body = i + 2; body < Math.Min(_tokens.Count, i + ScriptTypes.MaximumAngles);)
        {
            switch (_tokens.TextAt(body))
            {
                case "{":
                    return _tokens.ClosingOf(body) + 1;
                case "<" when SkipAngles(body) is var behind && behind > body:
                    body = behind;
                    break;
                case ";" or "}" or ")":
                    return i + 1;
                default:
                    body++;
                    break;
            }
        }

        return i + 1;
    }

    private int SkipAngles(int i) => _tokens.Is(i, "<") ? ScriptTypes.SkipAngles(_tokens, i) : i;

    /// <param name="first">Its first token.</param>
    /// <param name="last">Its last token.</param>
    private void Add(List<SourceDefinition> definitions, string? name, int first, int last)
    {
        if (!string.IsNullOrEmpty(name) && _tokens.Count > 0)
        {
            var end = _tokens[Math.Min(last, _tokens.Count - 1)].End;
            definitions.Add(new SourceDefinition(name, LineOf(_tokens[first].Start), LineOf(Math.Max(end - 1, 0))));
        }
    }

    private int LineOf(int offset) => _source.PlaceOf(offset).Line;
}
