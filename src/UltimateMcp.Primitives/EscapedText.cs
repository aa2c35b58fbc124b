using System.Buffers;
using System.Globalization;
using System.Text;

namespace UltimateMcp.Primitives;

/// <summary>
/// Makes untrusted text safe to display: characters that are invisible, or that reorder the text around them, are
/// written as escapes such as <c>\u{202e}</c>. Otherwise a person would see other words than a model, or the same words
/// in another order.
/// </summary>
/// <remarks>
/// The characters are those with the property Default_Ignorable_Code_Point (UAX #44: zero-width ones, bidirectional
/// controls, tags, fillers, variation selectors), all others of the general category Cf, and the line and paragraph
/// separators. A variation selector that chooses between text and emoji stays if it follows a visible character.
/// </remarks>
public static class EscapedText
{
    private const int TextPresentation = 0xfe0e;
    private const int EmojiPresentation = 0xfe0f;

    // One search rules out nearly all text. Surrogates are included, so characters beyond U+FFFF are checked one by one.
    private static readonly SearchValues<char> MayBeHidden = SearchValues.Create(
    [
        '\u00ad', '\u034f', '\u061c', '\u115f', '\u1160', '\u17b4', '\u17b5', '\u3164', '\ufeff', '\uffa0',
        .. Between('\u0600', '\u0605'), '\u06dd', '\u070f', '\u0890', '\u0891', '\u08e2', .. Between('\u180b', '\u180f'),
        .. Between('\u200b', '\u200f'), .. Between('\u2028', '\u202e'), .. Between('\u2060', '\u206f'), .. Between('\ufe00', '\ufe0f'),
        .. Between('\ufff0', '\ufffb'), .. Between('\ud800', '\udfff'),
    ]);

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Between('\0', '\u001f'), .. Between('\u007f', '\u009f')]);

    /// <summary>False if <see cref="Of"/> certainly does not change the text.</summary>
    public static bool MayChange(ReadOnlySpan<char> text) => text.ContainsAny(MayBeHidden);

    /// <summary>Line ends, tabs and other control characters stay.</summary>
    public static string Of(string text) => text.AsSpan().ContainsAny(MayBeHidden) ? Escape(text, alsoControls: false) : text;

    /// <summary>Like <see cref="Of"/> for a single line: control characters are escaped too.</summary>
    public static string LineOf(string text) =>
        text.AsSpan().ContainsAny(MayBeHidden) || text.AsSpan().ContainsAny(Controls) ? Escape(text, alsoControls: true) : text;

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
