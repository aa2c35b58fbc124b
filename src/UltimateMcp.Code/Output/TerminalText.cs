using UltimateMcp.Code.Output.Encodings;

namespace UltimateMcp.Code.Output;

/// <summary>
/// What a program wrote, made fit to be read: decoded with replacement, escape sequences removed, other control
/// characters but tab and line ends shown as U+FFFD, characters that hide or reorder text as <see cref="EscapedText"/>.
/// Carriage returns stay, and what they overwrite; <see cref="OutputRenderer"/> does as a terminal.
/// </summary>
/// <param name="Text">The readable text.</param>
/// <param name="IsLossless">False when bytes were no text or a control character was replaced.</param>
public sealed record TerminalText(string Text, bool IsLossless)
{
    private const char Replacement = '\ufffd';

    public static TerminalText From(ReadOnlySpan<byte> bytes)
    {
        var decoded = EncodingDetector.Detect(bytes).Encoding.Decode(bytes);
        var isExact = !decoded.Contains(Replacement, StringComparison.Ordinal);
        if (!decoded.AsSpan().ContainsAnyInRange('\0', '\u0008') && !decoded.AsSpan().ContainsAnyInRange('\u000b', '\u001f') && !decoded.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
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
