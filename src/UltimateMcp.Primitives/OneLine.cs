namespace UltimateMcp.Primitives;

/// <summary>Untrusted text as part of one line: no control characters, no escape sequences, nothing hidden, a bounded length.</summary>
public static class OneLine
{
    /// <summary>
    /// At most <paramref name="limit"/> UTF-16 units, cut as <see cref="Truncation.Of"/> does; control characters become spaces.
    /// </summary>
    public static string Of(ReadOnlySpan<char> text, int limit)
    {
        var line = EscapeSequence.Remove(text, limit + 1).ToCharArray();
        for (var i = 0; i < line.Length; i++)
        {
            line[i] = char.IsControl(line[i]) || line[i] is '\u2028' or '\u2029' ? ' ' : line[i];
        }

        return Truncation.Of(EscapedText.Of(new string(line)), limit);
    }
}
