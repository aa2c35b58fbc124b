namespace UltimateMcp.Primitives;

/// <summary>
/// Makes untrusted text safe as part of a single line: no control characters, no escape sequences, no invisible
/// characters, and a bounded length.
/// </summary>
public static class OneLine
{
    /// <summary>
    /// At most <paramref name="limit"/> UTF-16 code units, truncated like <see cref="Truncation.Of"/>; control
    /// characters become spaces.
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
