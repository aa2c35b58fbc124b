using System.Buffers;
using System.Text;

namespace UltimateMcp.Code.Output;

/// <summary>Size of text in the JSON of a reply, which <see cref="ReadableJsonEncoder"/> writes.</summary>
public static class JsonTextSize
{
    private const int ChunkLength = 256;

    // As for a control character: \u0000.
    private const int MaximumEscape = 6;

    private static readonly ReadableJsonEncoder Encoder = ReadableJsonEncoder.Instance;

    /// <summary>In bytes of UTF-8, without the quotes.</summary>
    public static long Of(ReadOnlySpan<char> text)
    {
        var bytes = 0L;
        Span<char> encoded = stackalloc char[ChunkLength * MaximumEscape];
        while (!text.IsEmpty)
        {
            var part = text[..Truncation.CharacterStart(text, Math.Min(text.Length, ChunkLength))];
            if (Encoder.Encode(part, encoded, out _, out var written, isFinalBlock: true) != OperationStatus.Done)
            {
                throw new InvalidOperationException("The room is for the longest escapes.");
            }

            bytes += Encoding.UTF8.GetByteCount(encoded[..written]);
            text = text[part.Length..];
        }

        return bytes;
    }

    /// <summary>
    /// Length of the longest prefix that takes at most this many bytes, in UTF-16 units. A grapheme cluster is not
    /// split.
    /// </summary>
    public static int FittingLength(ReadOnlySpan<char> text, long bytes)
    {
        var fitting = 0;
        while (fitting < text.Length)
        {
            var rest = text[fitting..];
            var tried = Truncation.CharacterStart(rest, (int)Math.Min(rest.Length, bytes / MaximumEscape));
            if (tried == 0)
            {
                return Truncation.VisibleCharacterStart(text, fitting);
            }

            bytes -= Of(rest[..tried]);
            fitting += tried;
        }

        return fitting;
    }
}
