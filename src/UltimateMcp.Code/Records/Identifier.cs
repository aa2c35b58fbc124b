using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace UltimateMcp.Code.Records;

/// <summary>Ids such as <c>run_01J…</c>: a prefix and a ULID, 26 characters that sort by time (48 bits of milliseconds, 80 random bits).</summary>
/// <remarks>Format: https://github.com/ulid/spec (Crockford's base 32).</remarks>
public static class Identifier
{
    private const int Length = 26;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    public static string Create(string prefix, TimeProvider time)
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (40 - 8 * i));
        }

        RandomNumberGenerator.Fill(bytes[6..]);
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return string.Create(prefix.Length + 1 + Length, (prefix, number), static (text, state) =>
        {
            state.prefix.CopyTo(text);
            text[state.prefix.Length] = '_';
            var rest = state.number;
            for (var i = text.Length - 1; i > state.prefix.Length; i--, rest >>= 5)
            {
                text[i] = Alphabet[(int)(rest & 31)];
            }
        });
    }

    /// <summary>Whether <paramref name="text"/> is an id with this prefix, and so safe as a folder's name.</summary>
    public static bool IsValid(string text, string prefix) =>
        text.Length == prefix.Length + 1 + Length
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && text[prefix.Length] == '_'
        && text.AsSpan(prefix.Length + 1).IndexOfAnyExcept(Characters) < 0;
}
