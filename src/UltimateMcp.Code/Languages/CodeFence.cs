namespace UltimateMcp.Code.Languages;

/// <summary>
/// A whole answer of a model in place of code: the code between two lines that begin with <c>```</c> (CommonMark 0.31,
/// section 4.5). Only where nothing but white space stands around it.
/// </summary>
internal static class CodeFence
{
    private const string Mark = "```";

    /// <summary>The code with an empty line for each of the two, so that lines keep their numbers; null where there is no fence.</summary>
    public static string? Unwrap(string code)
    {
        var text = code.AsSpan().Trim();
        if (!text.StartsWith(Mark, StringComparison.Ordinal) || !text.EndsWith(Mark, StringComparison.Ordinal))
        {
            return null;
        }

        var open = text.IndexOf('\n');
        var close = text.LastIndexOf('\n');
        if (open < 0 || close <= open || !text[(close + 1)..].SequenceEqual(Mark) || text[Mark.Length..open].TrimEnd().ContainsAny(" `".AsSpan()))
        {
            return null;
        }

        var inner = text[(open + 1)..close];
        return inner.IndexOf("\n" + Mark, StringComparison.Ordinal) >= 0 || inner.StartsWith(Mark, StringComparison.Ordinal)
            ? null
            : string.Concat(new string('\n', LinesBefore(code, text)), "\n", inner, "\n");
    }

    private static int LinesBefore(string code, ReadOnlySpan<char> text) => code.AsSpan(0, code.AsSpan().IndexOf(text, StringComparison.Ordinal)).Count('\n');
}
