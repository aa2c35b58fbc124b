using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace UltimateMcp.Code.Running;

/// <summary>SHA-256 of a list of texts.</summary>
internal static class FieldHash
{
    private const int InitialCapacity = 512;

    /// <summary>Few calls of the hash without copying all files.</summary>
    private const int MaximumPending = 64 * 1024;

    /// <summary>Each field is prefixed with its length, so that different lists of fields differ in the hashed bytes.</summary>
    public static byte[] Of(IEnumerable<string> fields)
    {
        IncrementalHash? hash = null;
        var pending = new ArrayBufferWriter<byte>(InitialCapacity);
        foreach (var field in fields)
        {
            BinaryPrimitives.WriteInt32LittleEndian(pending.GetSpan(sizeof(int)), Encoding.UTF8.GetByteCount(field));
            pending.Advance(sizeof(int));
            Encoding.UTF8.GetBytes(field, pending);
            if (pending.WrittenCount > MaximumPending)
            {
                hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                hash.AppendData(pending.WrittenSpan);
                pending.ResetWrittenCount();
            }
        }

        if (hash is null)
        {
            return SHA256.HashData(pending.WrittenSpan);
        }

        using (hash)
        {
            hash.AppendData(pending.WrittenSpan);
            return hash.GetHashAndReset();
        }
    }
}
