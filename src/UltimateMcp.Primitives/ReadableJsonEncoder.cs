using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace UltimateMcp.Primitives;

/// <summary>
/// Writes text in JSON unescaped, except for what JSON requires (RFC 8259, section 7) and what some readers treat as a
/// line break. The framework's relaxed encoder does that for the Basic Multilingual Plane but escapes every character
/// beyond it. This one also leaves those readable, and uses the framework's encoder for everything else.
/// </summary>
public sealed unsafe class ReadableJsonEncoder : JavaScriptEncoder
{
    public static readonly ReadableJsonEncoder Instance = new();

    private readonly JavaScriptEncoder _relaxed = UnsafeRelaxedJsonEscaping;

    private ReadableJsonEncoder()
    {
    }

    public override int MaxOutputCharactersPerInputCharacter => _relaxed.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => !IsReadable(unicodeScalar) && _relaxed.WillEncode(unicodeScalar);

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        _relaxed.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var start = 0; start < textLength; start += 2)
        {
            var found = _relaxed.FindFirstCharacterToEncode(text + start, textLength - start);
            if (found < 0)
            {
                return -1;
            }

            start += found;
            if (!StartsReadable(new ReadOnlySpan<char>(text + start, textLength - start)))
            {
                return start;
            }
        }

        return -1;
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        for (var start = 0; start < utf8Text.Length; start += 4)
        {
            var found = _relaxed.FindFirstCharacterToEncodeUtf8(utf8Text[start..]);
            if (found < 0)
            {
                return -1;
            }

            start += found;
            if (!StartsReadable(utf8Text[start..]))
            {
                return start;
            }
        }

        return -1;
    }

    public override OperationStatus Encode(
        ReadOnlySpan<char> source, Span<char> destination, out int charsConsumed, out int charsWritten, bool isFinalBlock = true)
    {
        (charsConsumed, charsWritten) = (0, 0);
        while (true)
        {
            var remaining = source[charsConsumed..];
            var readable = IndexOfReadable(remaining);
            var toEncode = readable < 0 ? remaining : remaining[..readable];
            var status = _relaxed.Encode(
                toEncode, destination[charsWritten..], out var consumed, out var written, isFinalBlock || readable >= 0);
            charsConsumed += consumed;
            charsWritten += written;
            if (status != OperationStatus.Done || readable < 0)
            {
                return status;
            }

            if (!source.Slice(charsConsumed, 2).TryCopyTo(destination[charsWritten..]))
            {
                return OperationStatus.DestinationTooSmall;
            }

            charsConsumed += 2;
            charsWritten += 2;
        }
    }

    public override OperationStatus EncodeUtf8(
        ReadOnlySpan<byte> utf8Source, Span<byte> utf8Destination, out int bytesConsumed, out int bytesWritten, bool isFinalBlock = true)
    {
        (bytesConsumed, bytesWritten) = (0, 0);
        while (true)
        {
            var remaining = utf8Source[bytesConsumed..];
            var readable = IndexOfReadable(remaining);
            var toEncode = readable < 0 ? remaining : remaining[..readable];
            var status = _relaxed.EncodeUtf8(
                toEncode, utf8Destination[bytesWritten..], out var consumed, out var written, isFinalBlock || readable >= 0);
            bytesConsumed += consumed;
            bytesWritten += written;
            if (status != OperationStatus.Done || readable < 0)
            {
                return status;
            }

            if (!utf8Source.Slice(bytesConsumed, 4).TryCopyTo(utf8Destination[bytesWritten..]))
            {
                return OperationStatus.DestinationTooSmall;
            }

            bytesConsumed += 4;
            bytesWritten += 4;
        }
    }

    private static int IndexOfReadable(ReadOnlySpan<char> text)
    {
        for (var start = 0; ; start++)
        {
            var found = text[start..].IndexOfAnyInRange('\ud800', '\udbff');
            if (found < 0)
            {
                return -1;
            }

            start += found;
            if (StartsReadable(text[start..]))
            {
                return start;
            }
        }
    }

    private static int IndexOfReadable(ReadOnlySpan<byte> text)
    {
        for (var start = 0; ; start++)
        {
            var found = text[start..].IndexOfAnyInRange((byte)0xf0, (byte)0xf4);
            if (found < 0)
            {
                return -1;
            }

            start += found;
            if (StartsReadable(text[start..]))
            {
                return start;
            }
        }
    }

    private static bool StartsReadable(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var rune, out _) == OperationStatus.Done && IsReadable(rune.Value);

    private static bool StartsReadable(ReadOnlySpan<byte> text) =>
        Rune.DecodeFromUtf8(text, out var rune, out _) == OperationStatus.Done && IsReadable(rune.Value);

    /// <summary>Beyond the Basic Multilingual Plane, and neither unassigned, private nor a format character.</summary>
    private static bool IsReadable(int scalar) =>
        scalar > char.MaxValue
        && Rune.GetUnicodeCategory(new Rune(scalar)) is
            not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Format);
}
