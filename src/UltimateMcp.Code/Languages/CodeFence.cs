namespace UltimateMcp.Code.Languages;

/// <summary>
/// Code that a model sent as a fenced code block (CommonMark 0.31, section 4.5), with nothing but white space around
/// it.
/// </summary>
internal static class CodeFence
{
    private const string Fence = "```";

    /// <summary>
    /// The code inside the fence, with an empty line in place of each fence so that line numbers stay; null if there is
    /// no fence.
    /// </summary>
    public static string? Unwrap(string code)
    {
        var text = code.AsSpan().Trim();
        if (!text.StartsWith(Fence, StringComparison.Ordinal) || !text.EndsWith(Fence, StringComparison.Ordinal))
        {
            return null;
        }

        var open = text.IndexOf('\n');
        var close = text.LastIndexOf('\n');
        if (open < 0
            || close <= open
            || !text[(close + 1)..].SequenceEqual(Fence)
            || text[Fence.Length..open].TrimEnd().ContainsAny(" `".AsSpan()))
        {
            return null;
        }

        var inner = text[(open + 1)..close];
        return inner.IndexOf("\n" + Fence, StringComparison.Ordinal) >= 0 || inner.StartsWith(Fence, StringComparison.Ordinal)
            ? null
            : string.Concat(new string('\n', LinesBefore(code, text)), "\n", inner, "\n");
    }

    private static int LinesBefore(string code, ReadOnlySpan<char> text) =>
        code.AsSpan(0, code.AsSpan().IndexOf(text, StringComparison.Ordinal)).Count('\n');
}
