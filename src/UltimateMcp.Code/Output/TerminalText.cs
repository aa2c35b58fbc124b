using System.Text;

namespace UltimateMcp.Code.Output;

/// <summary>
/// What a program wrote, made fit to be read: UTF-8 with replacement, escape sequences (ECMA-48 CSI, OSC and the like) removed, other control
/// characters but tab and line ends shown as U+FFFD.
/// </summary>
/// <param name="Text">The readable text.</param>
/// <param name="IsExact">False when bytes were not UTF-8 or a control character was replaced.</param>
public sealed record TerminalText(string Text, bool IsExact)
{
    private const char Escape = '\u001b';
    private const char Bell = '\a';
    private const char Replacement = '\ufffd';

    public static TerminalText From(ReadOnlySpan<byte> bytes)
    {
        var decoded = Encoding.UTF8.GetString(bytes);
        var isExact = !decoded.Contains(Replacement, StringComparison.Ordinal);
        if (!decoded.AsSpan().ContainsAnyInRange('\0', '\u0008') && !decoded.AsSpan().ContainsAnyInRange('\u000b', '\u001f') && !decoded.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
        {
            return new TerminalText(decoded, isExact);
        }

        var text = new StringBuilder(decoded.Length);
        for (var i = 0; i < decoded.Length;)
        {
            var character = decoded[i];
            if (character == Escape)
            {
                i += SequenceLength(decoded.AsSpan(i));
                continue;
            }

            var isReadable = !char.IsControl(character) || character is '\n' or '\t' or '\r';
            isExact &= isReadable;
            text.Append(isReadable ? character : Replacement);
            i++;
        }

        return new TerminalText(text.ToString(), isExact);
    }

    /// <summary>Length of the escape sequence at the start of <paramref name="text"/>, at least 1; one that never ends takes only its introducer.</summary>
    private static int SequenceLength(ReadOnlySpan<char> text)
    {
        if (text.Length < 2)
        {
            return 1;
        }

        switch (text[1])
        {
            case '[':
                var final = text[2..].IndexOfAnyExceptInRange(' ', '?');
                return final < 0 ? text.Length : 2 + final + (text[2 + final] is >= '@' and <= '~' ? 1 : 0);
            case ']' or 'P' or 'X' or '^' or '_':
                var body = text[2..];
                var end = body.IndexOfAny(Bell, Escape);
                return end < 0 ? 2 : 2 + end + (body[end] == Escape && end + 1 < body.Length && body[end + 1] == '\\' ? 2 : 1);
            case '(' or ')' or '*' or '+' or '#' or '%':
                return Math.Min(3, text.Length);
            default:
                return text[1] is >= '0' and <= '~' ? 2 : 1;
        }
    }
}
