using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Code.Running;

/// <summary>Hashes that identify a run. Recorded hashes are SHA-256 in lower-case hex.</summary>
internal static class RunKey
{
    private const int InitialCapacity = 512;

    /// <summary>Few calls of the hash without copying all files.</summary>
    private const int MaximumPending = 64 * 1024;

    /// <summary>Hash of the code in UTF-8.</summary>
    public static string CodeHash(RunRequest request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Code)));

    /// <summary>Hash of stdin, arguments, files and limits.</summary>
    public static string InputHash(RunRequest request, RunOptions options, TimeSpan timeout) =>
        Convert.ToHexStringLower(Hash(Input(request, options, timeout)));

    /// <summary>Hash of code, language and input; not recorded.</summary>
    public static string RequestHash(RunRequest request, RunOptions options, TimeSpan timeout) =>
        Convert.ToBase64String(Hash([request.Code, request.Language, .. Input(request, options, timeout)]));

    /// <summary>The request's hash with the interpreter's version and path, and what it has imported before.</summary>
    public static string CacheKey(string requestHash, Toolchain toolchain) =>
        $"{requestHash} {toolchain.VersionText} {toolchain.Executable} {string.Join(',', toolchain.WarmImports.Modules)}";

    private static IEnumerable<string> Input(RunRequest request, RunOptions options, TimeSpan timeout) =>
    [
        request.StandardInput,
        request.Arguments.Length.ToString(),
        .. request.Arguments,
        .. request.Files.SelectMany(file => new[] { file.Key, file.Value }),
        $"{timeout.Ticks} {options.MaxMemoryMebibytes} {options.MaxFileSizeMebibytes} {options.MaxProcesses} {options.MaxOutputKibibytes}",
    ];

    /// <summary>Each field is prefixed with its length, so that different lists of fields differ in the hashed bytes.</summary>
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
