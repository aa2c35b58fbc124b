using System.Text;

namespace UltimateMcp.Code.Output.Encodings;

/// <summary>
/// Windows-1252 (https://encoding.spec.whatwg.org/#windows-1252): Latin-1 with printable characters where that has
/// control characters. What calls itself Latin-1 means this in practice, and text without those bytes reads the same in
/// both.
/// </summary>
internal sealed class Windows1252Decoder : Decoder
{
    private const int FirstC1 = 0x80;

    /// <summary>What stands at 0x80 to 0x9f; U+FFFD where nothing does.</summary>
    private const string C1Characters = "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ";

    public static bool IsDefined(byte value) => CharacterOf(value) != '\ufffd';

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
        {
            chars[charIndex + i] = CharacterOf(bytes[byteIndex + i]);
        }

        return byteCount;
    }

    private static char CharacterOf(byte value) => value is >= FirstC1 and < FirstC1 + 0x20 ? C1Characters[value - FirstC1] : (char)value;
}
