using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>A request's files and arguments, checked and made ready for the sandbox.</summary>
internal static class RunInput
{
    public const int LongestArgument = 128 * 1024 - 1;

    /// <summary>A little less than the kernel allows: what names the program is counted too.</summary>
    public const int LongestArguments = 480 * 1024;

    private const int PointerBytes = 8;

    /// <summary>The main file first, then the caller's.</summary>
    /// <exception cref="CodeException">A path would leave the scratch folder, or two names meet.</exception>
    public static ImmutableArray<ScratchFile> FilesOf(RunRequest request, Language language)
    {
        var files = ImmutableArray.CreateBuilder<ScratchFile>(request.Files.Length + 1);
        HashSet<string> taken = new(StringComparer.Ordinal);
        HashSet<string> folders = new(StringComparer.Ordinal);
        Add(language.MainFile, request.Code);
        foreach (var (path, text) in request.Files)
        {
            Add(path, text);
        }

        return files.DrainToImmutable();

        void Add(string text, string content)
        {
            if (!ScratchPath.TryParse(text, out var path, out var fault))
            {
                throw Refused($"The path \"{Shown(text)}\" in files {fault}.");
            }

            if (folders.Contains(path.Value) || !taken.Add(path.Value))
            {
                throw Refused($"The path \"{Shown(text)}\" in files is already taken{(text == language.MainFile ? ": it is where the code itself is placed" : "")}.");
            }

            for (var slash = text.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = text.IndexOf('/', slash + 1))
            {
                if (taken.Contains(text[..slash]))
                {
                    throw Refused($"The path \"{Shown(text)}\" in files lies below \"{Shown(text[..slash])}\", which is a file.");
                }

                folders.Add(text[..slash]);
            }

            files.Add(new ScratchFile(path, Encoding.UTF8.GetBytes(content)));
        }
    }

    /// <exception cref="CodeException">Arguments that the kernel gives no program: with a NUL, or too long (execve(2): 128 KiB one, a quarter of the stack all).</exception>
    public static void CheckArguments(RunRequest request)
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
            if (bytes > LongestArgument)
            {
                throw Unfit($"args[{i}] is {bytes} bytes long; at most {LongestArgument} are allowed.");
            }
        }

        if (total > LongestArguments)
        {
            throw Unfit($"args take {total} bytes together, with {PointerBytes} for each; at most {LongestArguments} are allowed.");
        }

        static CodeException Unfit(string message) => new(CodeError.InvalidRequest, message, "Pass the data by stdin or in a file.");
    }

    private static CodeException Refused(string message) =>
        new(CodeError.InvalidRequest, message, "Use relative paths such as \"data/input.txt\", each once.");

    private static string Shown(string path) => path.Length <= 80 ? path.Replace("\0", "\\0", StringComparison.Ordinal) : path[..80] + "…";
}
