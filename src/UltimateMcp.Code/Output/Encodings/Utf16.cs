using System.Buffers.Binary;

namespace UltimateMcp.Code.Output.Encodings;

/// <summary>Detects UTF-16 by the start of a text.</summary>
internal static class Utf16
{
    /// <summary>In bytes.</summary>
    public const int SampleLength = 4096;

    // Without a mark, a shorter text may be NUL-separated names.
    private const int MinimumUnits = 4;

    /// <summary>Null if it is not UTF-16.</summary>
    public static TextEncoding? Detect(ReadOnlySpan<byte> start)
    {
        start = start[..Math.Min(start.Length, SampleLength)];
        var (name, markLength) = start switch
        {
            [0xff, 0xfe, ..] => (TextEncoding.Utf16LittleEndian, 2),
            [0xfe, 0xff, ..] => (TextEncoding.Utf16BigEndian, 2),
            _ => (NameWithoutMark(start), 0),
        };
        return name is not null && start.Length >= markLength + 2 && IsText(start[markLength..], name == TextEncoding.Utf16BigEndian)
            ? new TextEncoding(name, markLength)
            : null;
    }

    /// <summary>In text that is mostly ASCII, every other byte is zero.</summary>
    private static string? NameWithoutMark(ReadOnlySpan<byte> start)
    {
        var units = start.Length / 2;
        if (units < MinimumUnits)
        {
            return null;
        }

        var (even, odd) = (0, 0);
        for (var i = 0; i < 2 * units; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        return (even, odd) switch
        {
            (0, _) when odd * 4 >= units * 3 => TextEncoding.Utf16LittleEndian,
            (_, 0) when even * 4 >= units * 3 => TextEncoding.Utf16BigEndian,
            _ => null,
        };
    }

    /// <summary>Whether there are only control characters that text contains, and no lone surrogates.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        var afterHigh = false;
        for (; bytes.Length >= 2; bytes = bytes[2..])
        {
            var unit = (char)(isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes));
            var isControl = char.IsControl(unit) && unit is not ('\b' or '\t' or '\n' or '\f' or '\r' or '\u001b');
            if (isControl || unit >= '\ufffe' || char.IsLowSurrogate(unit) != afterHigh)
            {
                return false;
            }

            afterHigh = char.IsHighSurrogate(unit);
        }

        return true;
    }
}
