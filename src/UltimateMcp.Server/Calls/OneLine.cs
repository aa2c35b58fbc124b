using System.Text;

namespace UltimateMcp.Server.Calls;

/// <summary>Text of others made fit for one line of ours: no control characters, no terminal escapes, no more than so many characters.</summary>
internal static class OneLine
{
    private const char Escape = '\u001b';

    /// <summary>At most <paramref name="limit"/> UTF-16 units, an ellipsis included where something was cut; a pair of surrogates is never split.</summary>
    public static string Of(ReadOnlySpan<char> text, int limit)
    {
        var line = new StringBuilder(Math.Min(text.Length, limit + 1));
        for (var i = 0; i < text.Length && line.Length <= limit; i++)
        {
            if (text[i] == Escape)
            {
                i = EndOfEscape(text, i);
            }
            else
            {
                line.Append(char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029' ? ' ' : text[i]);
            }
        }

        return Cut(line.ToString(), limit);
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

    /// <summary>Index of the last character of the escape sequence that starts at <paramref name="start"/> (ECMA-48: CSI, OSC and its like, ones with intermediate bytes, two-character ones).</summary>
    private static int EndOfEscape(ReadOnlySpan<char> text, int start)
    {
        if (start + 1 >= text.Length)
        {
            return start;
        }

        var i = start + 2;
        switch (text[start + 1])
        {
            case '[':
                while (i < text.Length && text[i] is < '@' or > '~')
                {
                    i++;
                }

                return i;
            case ']' or 'P' or '^' or '_' or 'X':
                while (i < text.Length && text[i] is not ('\a' or Escape))
                {
                    i++;
                }

                return i < text.Length && text[i] == Escape ? i + 1 : i;
            case >= ' ' and <= '/':
                while (i < text.Length && text[i] is >= ' ' and <= '/')
                {
                    i++;
                }

                return i;
            default:
                return start + 1;
        }
    }
}
