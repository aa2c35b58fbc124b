using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace UltimateMcp.Primitives;

/// <summary>
/// Ids such as <c>run_01J…</c>: a prefix and a ULID, 26 characters that sort by time (48 bits of milliseconds, 80
/// random bits). An id created in the same millisecond as the previous one is the previous one plus 1, so that these
/// sort too.
/// </summary>
/// <remarks>Format: https://github.com/ulid/spec (Crockford's base 32, monotonicity).</remarks>
public static class Identifier
{
    private const int Length = 26;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    private const int RandomBits = 80;
    private static readonly Lock CreationLock = new();
    private static UInt128 _last;

    public static string Create(string prefix, TimeProvider time)
    {
        var number = Next((ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
        return string.Create(prefix.Length + 1 + Length, (prefix, number), static (text, state) =>
        {
            state.prefix.CopyTo(text);
            text[state.prefix.Length] = '_';
            var remaining = state.number;
            for (var i = text.Length - 1; i > state.prefix.Length; i--, remaining >>= 5)
            {
                text[i] = Alphabet[(int)(remaining & 31)];
            }
        });
    }

    /// <summary>Whether <paramref name="text"/> is an id with this prefix, and therefore safe as a folder name.</summary>
    public static bool IsValid(string text, string prefix) =>
        text.Length == prefix.Length + 1 + Length
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && text[prefix.Length] == '_'
        && text.AsSpan(prefix.Length + 1).IndexOfAnyExcept(Characters) < 0;

    private static UInt128 Next(ulong milliseconds)
    {
        lock (CreationLock)
        {
            _last = _last >> RandomBits == milliseconds ? _last + 1 : ((UInt128)milliseconds << RandomBits) + StartOfMillisecond();
            return _last;
        }
    }

    /// <summary>The highest random bit is 0, so that incrementing cannot overflow.</summary>
    private static UInt128 StartOfMillisecond()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes) >> (128 - RandomBits + 1);
    }
}
