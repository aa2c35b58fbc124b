using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Code.Running;

/// <summary>What makes two runs the same. Hashes that are recorded are SHA-256 in lower-case hex.</summary>
internal static class RunKey
{
    private const int InitialCapacity = 512;

    /// <summary>Few calls of the hash, and yet no copy of all files.</summary>
    private const int MaximumPending = 64 * 1024;

    /// <summary>Of the code's UTF-8 text alone.</summary>
    public static string CodeHash(RunRequest request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Code)));

    /// <summary>Of stdin, arguments, files and limits.</summary>
    public static string InputHash(RunRequest request, RunOptions options, TimeSpan timeout) => Convert.ToHexStringLower(Hash(Input(request, options, timeout)));

    /// <summary>Of code and input and the language. Only ever compared.</summary>
    public static string RequestHash(RunRequest request, RunOptions options, TimeSpan timeout) =>
        Convert.ToBase64String(Hash([request.Code, request.Language, .. Input(request, options, timeout)]));

    /// <summary>
    /// The request and the interpreter's version and path; the request's part is hashed once, however often its
    /// interpreter is looked for.
    /// </summary>
    public static string CacheKey(string requestHash, Toolchain toolchain) => $"{requestHash} {toolchain.VersionText} {toolchain.Executable}";

    private static IEnumerable<string> Input(RunRequest request, RunOptions options, TimeSpan timeout) =>
    [
        request.StandardInput,
        request.Arguments.Length.ToString(),
        .. request.Arguments,
        .. request.Files.SelectMany(file => new[] { file.Key, file.Value }),
        $"{timeout.Ticks} {options.MaxMemoryMebibytes} {options.MaxFileSizeMebibytes} {options.MaxProcesses} {options.MaxOutputKibibytes}",
    ];

    /// <summary>Each field goes in with its length, so that no two lists of fields read the same.</summary>
    private static byte[] Hash(IEnumerable<string> fields)
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
