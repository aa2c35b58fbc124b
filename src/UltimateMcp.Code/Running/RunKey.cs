using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Code.Running;

/// <summary>What makes two runs the same. All hashes are SHA-256 in lower-case hex.</summary>
/// <param name="CodeHash">Of the code's UTF-8 text alone.</param>
/// <param name="InputHash">Of stdin, arguments, files and limits.</param>
/// <param name="CacheKey">Of all that, the language and the interpreter's path and version.</param>
public sealed record RunKey(string CodeHash, string InputHash, string CacheKey)
{
    public static RunKey Of(RunRequest request, RunOptions options, TimeSpan timeout, Toolchain toolchain)
    {
        var input = Hash(
        [
            request.StandardInput,
            request.Arguments.Length.ToString(),
            .. request.Arguments,
            .. request.Files.SelectMany(file => new[] { file.Key, file.Value }),
            $"{timeout.Ticks} {options.MaxMemoryMebibytes} {options.MaxFileSizeMebibytes} {options.MaxProcesses} {options.MaxOutputKibibytes}",
        ]);
        var codeHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Code)));
        return new RunKey(codeHash, input, Hash([codeHash, request.Language, input, toolchain.Executable, toolchain.VersionText]));
    }

    /// <summary>Each field goes in with its length, so that no two lists of fields read the same.</summary>
    private static string Hash(IEnumerable<string> fields)
    {
        var all = new ArrayBufferWriter<byte>();
        foreach (var field in fields)
        {
            BinaryPrimitives.WriteInt32LittleEndian(all.GetSpan(sizeof(int)), Encoding.UTF8.GetByteCount(field));
            all.Advance(sizeof(int));
            Encoding.UTF8.GetBytes(field, all);
        }

        return Convert.ToHexStringLower(SHA256.HashData(all.WrittenSpan));
    }
}
