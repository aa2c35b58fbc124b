using System.Text;

namespace UltimateMcp.Primitives;

/// <summary>
/// The escape sequences that programs write to terminals (ECMA-48, sections 5.3 to 5.6 and 8.3): control sequences,
/// strings such as a window's title, and short ones. They make it unsafe to display the output of a program as it is.
/// </summary>
public static class EscapeSequence
{
    public const char Introducer = '\u001b';

    private const char Bell = '\a';

    /// <summary>The text without its escape sequences.</summary>
    /// <param name="limit">Stops when the result has this many UTF-16 code units.</param>
    public static string Remove(ReadOnlySpan<char> text, int limit = int.MaxValue)
    {
        var kept = new StringBuilder(Math.Min(text.Length, limit));
        while (!text.IsEmpty && kept.Length < limit)
        {
            var escape = text.IndexOf(Introducer);
            var plain = escape < 0 ? text : text[..escape];
            kept.Append(plain.Length > limit - kept.Length ? plain[..(limit - kept.Length)] : plain);
            text = escape < 0 ? [] : text[escape..][Length(text[escape..])..];
        }

        return kept.ToString();
    }

    /// <summary>
    /// Length of the sequence at the start of <paramref name="text"/>, which begins with <see cref="Introducer"/>; at
    /// least 1. For a string without an end, only the introducer counts.
    /// </summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        if (text.Length < 2)
        {
            return text.Length;
        }

        var body = text[2..];
        switch (text[1])
        {
            case '[':
                var final = body.IndexOfAnyExceptInRange(' ', '?');
                return final < 0 ? text.Length : 2 + final + (body[final] is >= '@' and <= '~' ? 1 : 0);
            case ']' or 'P' or 'X' or '^' or '_':
                var end = body.IndexOfAny(Bell, Introducer);
                return end < 0 ? 2 : 2 + end + (body[end] == Introducer && end + 1 < body.Length && body[end + 1] == '\\' ? 2 : 1);
            case >= ' ' and <= '/':
                var last = body.IndexOfAnyExceptInRange(' ', '/');
                return last < 0 ? text.Length : 2 + last + 1;
            default:
                return text[1] is >= '0' and <= '~' ? 2 : 1;
        }
    }
}
