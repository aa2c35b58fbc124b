using System.Buffers;
using System.Globalization;
using System.Text;

namespace UltimateMcp.Primitives;

/// <summary>Truncates text without splitting a character.</summary>
public static class Truncation
{
    private const int LongestCharacter = 4;
    private const int MaximumMarks = 16;
    private const int FirstSkinTone = 0x1f3fb;
    private const int LastSkinTone = 0x1f3ff;

    /// <summary>
    /// At most <paramref name="limit"/> UTF-16 code units, including an ellipsis if the text was truncated; never
    /// splits a surrogate pair.
    /// </summary>
    /// <param name="limit">At least 2.</param>
    public static string Of(string text, int limit) =>
        text.Length <= limit ? text : string.Concat(text.AsSpan(0, CharacterStart(text, limit - 1)), "…");

    /// <summary>The start of the character at <paramref name="index"/>: the index itself, unless it is inside a surrogate pair.</summary>
    public static int CharacterStart(ReadOnlySpan<char> text, int index) =>
        index > 0 && index < text.Length && char.IsLowSurrogate(text[index]) && char.IsHighSurrogate(text[index - 1]) ? index - 1 : index;

    /// <summary>
    /// The start of the user-perceived character at <paramref name="index"/>: it does not separate a letter from its
    /// combining marks, or an emoji from its modifier. It goes back only a few characters, so that text that consists
    /// only of marks can be truncated too.
    /// </summary>
    public static int VisibleCharacterStart(ReadOnlySpan<char> text, int index)
    {
        var first = CharacterStart(text, index);
        var start = first;
        for (var looked = 0; start > 0 && start < text.Length && looked < MaximumMarks; looked++)
        {
            if (!Extends(text[start..]))
            {
                return start;
            }

            start = CharacterStart(text, start - 1);
        }

        return start > 0 && start < text.Length ? first : start;
    }

    private static bool Extends(ReadOnlySpan<char> text)
    {
        // No character below U+0300 extends another.
        if (text[0] < '\u0300' || Rune.DecodeFromUtf16(text, out var rune, out _) != OperationStatus.Done)
        {
            return false;
        }

        return rune.Value is >= FirstSkinTone and <= LastSkinTone
            || Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
    }

    /// <summary>
    /// The start of the UTF-8 character at <paramref name="index"/>; the index itself if the bytes are not UTF-8, or at
    /// the end.
    /// </summary>
    public static int CharacterStart(ReadOnlySpan<byte> utf8, int index)
    {
        var start = index;
        while (start > 0 && start < utf8.Length && index - start < LongestCharacter && IsContinuation(utf8[start]))
        {
            start--;
        }

        return index - start < LongestCharacter ? start : index;
    }

    /// <summary>
    /// The end of the UTF-8 character that contains <paramref name="index"/>; the index itself at the start of a
    /// character, or if the bytes are not UTF-8.
    /// </summary>
    public static int CharacterEnd(ReadOnlySpan<byte> utf8, int index)
    {
        var end = index;
        while (end < utf8.Length && end - index < LongestCharacter && IsContinuation(utf8[end]))
        {
            end++;
        }

        return end - index < LongestCharacter ? end : index;
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
