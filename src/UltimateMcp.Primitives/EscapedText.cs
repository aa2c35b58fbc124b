using System.Buffers;
using System.Globalization;
using System.Text;

namespace UltimateMcp.Primitives;

/// <summary>
/// Text of others in which nothing is hidden: characters that show nothing, or that reorder what stands around them, are written as
/// <c>\u{202e}</c>. Without that a reader sees other words than a model, or the same words in another order.
/// </summary>
/// <remarks>
/// The characters are those with the property Default_Ignorable_Code_Point (UAX #44: zero-width ones, bidirectional controls, tags,
/// fillers, variation selectors), all others of the general category Cf, and the line and paragraph separators. One of the two variation
/// selectors that choose between text and emoji stays after a character that is visible.
/// </remarks>
public static class EscapedText
{
    private const int TextPresentation = 0xfe0e;
    private const int EmojiPresentation = 0xfe0f;

    // Everything below U+0300 that is not listed, and nearly all text, is left out by one search; surrogates are looked at one by one.
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
    [
        '\u00ad', '\u034f', '\u061c', '\u115f', '\u1160', '\u17b4', '\u17b5', '\u3164', '\ufeff', '\uffa0',
        .. Between('\u0600', '\u0605'), '\u06dd', '\u070f', '\u0890', '\u0891', '\u08e2', .. Between('\u180b', '\u180f'),
        .. Between('\u200b', '\u200f'), .. Between('\u2028', '\u202e'), .. Between('\u2060', '\u206f'), .. Between('\ufe00', '\ufe0f'),
        .. Between('\ufff0', '\ufffb'), .. Between('\ud800', '\udfff'),
    ]);

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Between('\0', '\u001f'), .. Between('\u007f', '\u009f')]);

    /// <summary>False for text that <see cref="Of"/> surely leaves as it is.</summary>
    public static bool MayChange(ReadOnlySpan<char> text) => text.ContainsAny(Suspects);

    /// <summary>Line ends, tabs and other control characters stay.</summary>
    public static string Of(string text) => text.AsSpan().ContainsAny(Suspects) ? Escape(text, alsoControls: false) : text;

    /// <summary>Text for one line: control characters are escaped, too.</summary>
    public static string LineOf(string text) =>
        text.AsSpan().ContainsAny(Suspects) || text.AsSpan().ContainsAny(Controls) ? Escape(text, alsoControls: true) : text;

    private static string Escape(string text, bool alsoControls)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var afterVisible = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isSelector = rune.Value is TextPresentation or EmojiPresentation;
            var isHidden = IsHidden(rune) && !(isSelector && afterVisible);
            var isControl = Rune.IsControl(rune);
            afterVisible = !isHidden && !isSelector && !isControl && !Rune.IsWhiteSpace(rune);
            if (isHidden || (isControl && alsoControls))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            else
            {
                escaped.Append(rune);
            }
        }

        return escaped.ToString();
    }

    private static bool IsHidden(Rune rune) => rune.Value switch
    {
        0x034f or 0x115f or 0x1160 or 0x17b4 or 0x17b5 or 0x3164 or 0xffa0 => true,
        (>= 0x180b and <= 0x180f) or (>= 0x2060 and <= 0x206f) or (>= 0xfe00 and <= 0xfe0f) or (>= 0xfff0 and <= 0xfffb) => true,
        >= 0xe0000 and <= 0xe0fff => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    private static IEnumerable<char> Between(char first, char last) =>
        Enumerable.Range(first, last - first + 1).Select(static value => (char)value);
}
