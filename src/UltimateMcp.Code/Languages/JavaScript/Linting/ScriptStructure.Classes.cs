namespace UltimateMcp.Code.Languages.JavaScript.Linting;

internal sealed partial class ScriptStructure
{
    private int ScanClass(int i)
    {
        var name = _tokens.IsName(i + 1) && _tokens.TextAt(i + 1) is not ("extends" or "implements") ? i + 1 : -1;
        var text = name > 0 ? _tokens.TextAt(name).ToString() : _names.GetValueOrDefault(i);
        var body = i + 1;
        while (body < _tokens.Count && !_tokens.Is(body, "{"))
        {
            body = _tokens.TextAt(body) switch
            {
                "(" or "[" => _tokens.ClosingOf(body) + 1,
                "<" => Math.Max(SkipAngles(body), body + 1),
                _ => body + 1,
            };
        }

        var end = _tokens.ClosingOf(body);
        Add(_classes, text, i, end);
        ScanFunction(body + 1, end, text ?? "");
        return end + 1;
    }

    /// <summary>The members of a class: methods, and fields with their initial values.</summary>
    private int ScanMembers(int start, int end, string owner)
    {
        var branches = 0;
        for (var i = start; i < end;)
        {
            if (_tokens.Is(i, "{") && _tokens.Is(i - 1, "static"))
            {
                ScanFunction(i + 1, _tokens.ClosingOf(i), owner: null);
                i = _tokens.ClosingOf(i) + 1;
                continue;
            }

            var afterName = _tokens.Is(i, "[") ? _tokens.ClosingOf(i) + 1 : i + 1;
            var after = _tokens.TextAt(afterName) is "?" or "!" ? afterName + 1 : afterName;
            after = SkipAngles(after);
            var isMember = _tokens.Is(i, "[")
                || _tokens[i].Kind is ScriptTokenKind.Name or ScriptTokenKind.String or ScriptTokenKind.Number;
            if (isMember && _tokens.Is(after, "(") && !_tokens.Is(i - 1, "@") && !_tokens.Is(i - 1, "."))
            {
                i = ScanBody(i, after, MemberName(owner, i));
                continue;
            }

            if (isMember && _tokens.TextAt(after) is ":" or "=")
            {
                i = ScanField(after, MemberName(owner, i), ref branches, end);
                continue;
            }

            i = isMember && _tokens.Is(after, "(") ? _tokens.ClosingOf(after) + 1 : afterName;
        }

        return branches;
    }

    /// <summary>The type of a field and its initial value.</summary>
    private int ScanField(int i, string? name, ref int branches, int end)
    {
        var value = _tokens.Is(i, ":") ? ScriptTypes.Skip(_tokens, i + 1) : i;
        if (!_tokens.Is(value, "="))
        {
            return Math.Max(value, i + 1);
        }

        Remember(value + 1, name);
        var behind = Math.Min(EndOfExpression(value + 1), end);
        branches += ScanStatements(value + 1, behind);
        return Math.Max(behind, value + 1);
    }

    private string? MemberName(string owner, int i)
    {
        var name = _tokens.StringAt(i) ?? (_tokens.Is(i, "[") ? null : _tokens.TextAt(i).ToString());
        return name is null ? null : owner.Length == 0 ? name : $"{owner}.{name}";
    }
}
