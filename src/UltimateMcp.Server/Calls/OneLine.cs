using System.Text;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Server.Calls;

/// <summary>Text of others made fit for one line of ours: no control characters, no terminal escapes, nothing hidden, no more than so many characters.</summary>
internal static class OneLine
{
    /// <summary>At most <paramref name="limit"/> UTF-16 units, an ellipsis included where something was cut; a pair of surrogates is never split.</summary>
    public static string Of(ReadOnlySpan<char> text, int limit)
    {
        var line = new StringBuilder(Math.Min(text.Length, limit + 1));
        for (var i = 0; i < text.Length && line.Length <= limit;)
        {
            if (text[i] == EscapeSequence.Introducer)
            {
                i += EscapeSequence.Length(text[i..]);
                continue;
            }

            line.Append(char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029' ? ' ' : text[i]);
            i++;
        }

        return Cut(EscapedText.Of(line.ToString()), limit);
    }

    /// <summary>The same limit for text that may hold line ends.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[limit - 2]) ? limit - 2 : limit - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
