using UltimateMcp.Code.Output.Encodings;

namespace UltimateMcp.Code.Output;

/// <summary>
/// Output made readable: decoded with replacement, escape sequences removed, other control characters except tab and
/// line ends replaced by U+FFFD, invisible and bidirectional characters escaped (<see cref="EscapedText"/>). Unlike
/// <see cref="OutputRenderer"/> it keeps carriage returns and the text that they overwrite.
/// </summary>
/// <param name="Text">The readable text.</param>
/// <param name="IsLossless">Whether no byte and no control character was replaced.</param>
public sealed record TerminalText(string Text, bool IsLossless)
{
    private const char Replacement = '\ufffd';

    public static TerminalText From(ReadOnlySpan<byte> bytes)
    {
        var decoded = EncodingDetector.Detect(bytes).Encoding.Decode(bytes);
        var isExact = !decoded.Contains(Replacement, StringComparison.Ordinal);
        if (!decoded.AsSpan().ContainsAnyInRange('\0', '\u0008')
            && !decoded.AsSpan().ContainsAnyInRange('\u000b', '\u001f')
            && !decoded.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
        {
            return new TerminalText(EscapedText.Of(decoded), isExact);
        }

        var text = EscapeSequence.Remove(decoded).ToCharArray();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\n' or '\t' or '\r'))
            {
                text[i] = Replacement;
                isExact = false;
            }
        }

        return new TerminalText(EscapedText.Of(new string(text)), isExact);
    }
}
