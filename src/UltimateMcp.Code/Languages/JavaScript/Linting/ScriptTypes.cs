namespace UltimateMcp.Code.Languages.JavaScript.Linting;

/// <summary>Finds the end of the types that TypeScript has between the tokens of JavaScript.</summary>
internal static class ScriptTypes
{
    /// <summary>A list of type parameters or arguments has fewer tokens than that.</summary>
    public const int MaximumAngles = 1000;

    /// <summary>Deeper nesting is given up.</summary>
    private const int MaximumDepth = 200;

    /// <summary>The index behind a list of type parameters or arguments; the index of its <c>&lt;</c> if it is none.</summary>
    public static int SkipAngles(ScriptTokens tokens, int start)
    {
        var depth = 0;
        for (var i = start; i < Math.Min(tokens.Count, start + MaximumAngles); i++)
        {
            switch (tokens.TextAt(i))
            {
                case "<":
                    depth++;
                    break;
                case ">" when --depth == 0:
                    return i + 1;
                case "(" or "[" or "{" or "${":
                    i = tokens.ClosingOf(i);
                    break;
                case ";" or ")" or "]" or "}" or "&&" or "||":
                    return start;
            }
        }

        return start;
    }

    /// <summary>The index behind a type.</summary>
    public static int Skip(ScriptTokens tokens, int start) => Skip(tokens, start, 0);

    private static int Skip(ScriptTokens tokens, int start, int depth)
    {
        if (depth > MaximumDepth)
        {
            return tokens.Count;
        }

        var i = tokens.TextAt(start) is "|" or "&" ? start + 1 : start;
        while (i < tokens.Count)
        {
            i = SkipOperand(tokens, i, depth);
            switch (tokens.TextAt(i))
            {
                case "|" or "&" or "is":
                    i++;
                    break;
                case "extends":
                    i = SkipConditional(tokens, i, depth);
                    return i;
                default:
                    return i;
            }
        }

        return i;
    }

    /// <summary><c>extends X ? Y : Z</c>.</summary>
    private static int SkipConditional(ScriptTokens tokens, int start, int depth)
    {
        var i = Skip(tokens, start + 1, depth + 1);
        if (!tokens.Is(i, "?"))
        {
            return i;
        }

        i = Skip(tokens, i + 1, depth + 1);
        return tokens.Is(i, ":") ? Skip(tokens, i + 1, depth + 1) : i;
    }

    private static int SkipOperand(ScriptTokens tokens, int start, int depth)
    {
        var i = start;
        while (tokens.TextAt(i) is "keyof" or "typeof" or "unique" or "readonly" or "infer" or "asserts" or "new" or "abstract" or "-")
        {
            i++;
        }

        switch (tokens.TextAt(i))
        {
            case "<":
                i = SkipAngles(tokens, i);
                return tokens.Is(i, "(") ? SkipOperand(tokens, i, depth) : i + 1;
            case "(":
                var behind = tokens.ClosingOf(i) + 1;
                return tokens.Is(behind, "=>") && AreParameters(tokens, i + 1)
                    ? Skip(tokens, behind + 1, depth + 1)
                    : SkipSuffixes(tokens, behind);
            case "{" or "[":
                return SkipSuffixes(tokens, tokens.ClosingOf(i) + 1);
            case ")" or "]" or "}" or "," or ";" or "=" or "=>":
                return i;
        }

        if (tokens.Count > i && tokens[i].Kind == ScriptTokenKind.Template)
        {
            return SkipSuffixes(tokens, SkipTemplate(tokens, i));
        }

        return SkipSuffixes(tokens, i + 1);
    }

    /// <summary>Whether parameters begin here, and not a type in parentheses.</summary>
    private static bool AreParameters(ScriptTokens tokens, int i) =>
        tokens.TextAt(i) is ")" or "..." or "{" or "["
        || (tokens.IsName(i) && tokens.TextAt(i + 1) is ":" or "," or "?" or ")" or "=");

    private static int SkipTemplate(ScriptTokens tokens, int start)
    {
        var i = start + 1;
        while (tokens.Is(i, "${"))
        {
            // The piece behind the bracket.
            i = tokens.ClosingOf(i) + 2;
        }

        return i;
    }

    /// <summary>Qualified names, type arguments, and brackets.</summary>
    private static int SkipSuffixes(ScriptTokens tokens, int start)
    {
        var i = start;
        while (i < tokens.Count)
        {
            switch (tokens.TextAt(i))
            {
                case ".":
                    i += 2;
                    break;
                case "<" when SkipAngles(tokens, i) is var end && end > i:
                    i = end;
                    break;
                case "[" when !tokens.IsFirstInLine(i):
                    i = tokens.ClosingOf(i) + 1;
                    break;
                case "(" when tokens.Is(i - 1, "import"):
                    i = tokens.ClosingOf(i) + 1;
                    break;
                default:
                    return i;
            }
        }

        return i;
    }
}
