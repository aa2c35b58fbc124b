using System.Security.Cryptography;
using System.Text;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Code.Running;

/// <summary>Hashes that identify a run. Recorded hashes are SHA-256 in lower-case hex.</summary>
internal static class RunKey
{
    /// <summary>Hash of the code in UTF-8.</summary>
    public static string CodeHash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    /// <summary>Hash of stdin, arguments, files and limits.</summary>
    public static string InputHash(RunRequest request, RunOptions options, TimeSpan timeout) =>
        Convert.ToHexStringLower(FieldHash.Of(Input(request, options, timeout)));

    /// <summary>Hash of code, language and input; not recorded.</summary>
    public static string RequestHash(RunRequest request, RunOptions options, TimeSpan timeout) =>
        Convert.ToBase64String(FieldHash.Of([request.Code, request.Language, .. Input(request, options, timeout)]));

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
}
