using System.Text;

namespace UltimateMcp.Code.Output.Encodings;

/// <summary>
/// Windows-1252 (https://encoding.spec.whatwg.org/#windows-1252): Latin-1 with printable characters in place of the C1
/// control characters. Text that is labelled Latin-1 is usually this.
/// </summary>
internal sealed class Windows1252Decoder : Decoder
{
    private const int FirstC1 = 0x80;

    /// <summary>The characters for 0x80 to 0x9f; U+FFFD if undefined.</summary>
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
