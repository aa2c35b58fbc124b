using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Records;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>Checks a request's files and arguments, and prepares them for the sandbox.</summary>
public static class RunInput
{
    public const int MaximumCodeBytes = 2 * 1024 * 1024;

    public const int MaximumArgumentBytes = 128 * 1024 - 1;

    /// <summary>Slightly below the kernel's limit, which includes the program's path.</summary>
    public const int MaximumArgumentsBytes = 480 * 1024;

    /// <summary>As many empty arguments as <see cref="MaximumArgumentsBytes"/> allows.</summary>
    public const int MaximumArguments = MaximumArgumentsBytes / PointerBytes;

    /// <summary>Files of the caller, without the code.</summary>
    public const int MaximumFiles = 2000;

    /// <summary>Half of the scratch folder's limit, so that a program can still create its own.</summary>
    public const int MaximumEntries = 8192;

    /// <summary>The longest message of the protocol.</summary>
    public const int MaximumFilesBytes = 8 * 1024 * 1024;

    /// <summary>For outputs of earlier runs, given by their uris: half of the smallest scratch folder.</summary>
    public const int MaximumStoredFilesBytes = 32 * 1024 * 1024;

    private const int PointerBytes = 8;

    /// <summary>The main file first, then the caller's.</summary>
    /// <param name="code">Content of the main file.</param>
    /// <inheritdoc cref="FilesOf(ImmutableArray{KeyValuePair{string, string}}, string, OutputCatalog)"/>
    internal static ImmutableArray<ScratchFile> FilesOf(RunRequest request, Language language, string code, OutputCatalog outputs) =>
        [RunFiles.MainFile(language.MainFile, code), .. FilesOf(request.Files, language.MainFile, outputs)];

    /// <summary>The caller's files.</summary>
    /// <param name="mainFile">The path of the code, which none of them may have.</param>
    /// <exception cref="CodeException">A path is outside the scratch folder or used twice, or there are too many or too
    /// large files.</exception>
    internal static ImmutableArray<ScratchFile> FilesOf(
        ImmutableArray<KeyValuePair<string, string>> requested, string mainFile, OutputCatalog outputs)
    {
        if (requested.Length > MaximumFiles)
        {
            throw RunFiles.TooLarge($"files has {requested.Length} entries; at most {MaximumFiles} are allowed.");
        }

        var files = new RunFiles(mainFile);
        foreach (var (path, text) in requested)
        {
            if (OutputCatalog.IsUri(text))
            {
                files.AddStored(path, text, outputs);
            }
            else if (text.StartsWith(FileBytes.Start, StringComparison.Ordinal))
            {
                files.AddBytes(path, text);
            }
            else
            {
                files.Add(path, text);
            }
        }

        return files.All;
    }

    /// <exception cref="CodeException">The kernel would refuse an argument: it contains NUL, or is too long (execve(2):
    /// 128 KiB each, a quarter of the stack together).</exception>
    internal static void CheckArguments(RunRequest request)
    {
        var total = 0L;
        for (var i = 0; i < request.Arguments.Length; i++)
        {
            if (request.Arguments[i].Contains('\0', StringComparison.Ordinal))
            {
                throw Unfit($"args[{i}] contains a NUL character.");
            }

            var bytes = Encoding.UTF8.GetByteCount(request.Arguments[i]);
            total += bytes + PointerBytes;
            if (bytes > MaximumArgumentBytes)
            {
                throw Unfit($"args[{i}] is {bytes} bytes long; at most {MaximumArgumentBytes} are allowed.");
            }
        }

        if (total > MaximumArgumentsBytes)
        {
            throw Unfit($"args take {total} bytes together, with {PointerBytes} for each; at most {MaximumArgumentsBytes} are allowed.");
        }

        static CodeException Unfit(string message) => new(CodeError.InvalidRequest, message, "Pass the data by stdin or in a file.");
    }
}
