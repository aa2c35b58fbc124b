using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Records;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>A request's files and arguments, checked and made ready for the sandbox.</summary>
public static class RunInput
{
    public const int LongestArgument = 128 * 1024 - 1;

    /// <summary>A little less than the kernel allows: what names the program is counted too.</summary>
    public const int LongestArguments = 480 * 1024;

    /// <summary>What the bound on all of them allows if each is empty.</summary>
    public const int MostArguments = LongestArguments / PointerBytes;

    /// <summary>Of the caller, the code not counted.</summary>
    public const int MostFiles = 2000;

    /// <summary>Half of what a scratch folder may hold, so that a program can still make some of its own.</summary>
    public const int MaximumEntries = 8192;

    /// <summary>No line of the protocol brings more.</summary>
    public const int LargestFiles = 8 * 1024 * 1024;

    /// <summary>Of earlier runs, named by their uris: half of the smallest scratch folder.</summary>
    public const int LargestStoredFiles = 32 * 1024 * 1024;

    private const int PointerBytes = 8;

    /// <summary>The main file first, then the caller's.</summary>
    /// <param name="code">Of the main file.</param>
    /// <exception cref="CodeException">A path would leave the scratch folder, two names meet, or they are too many or too
    /// large.</exception>
    internal static ImmutableArray<ScratchFile> FilesOf(RunRequest request, Language language, string code, RunRecords records)
    {
        if (request.Files.Length > MostFiles)
        {
            throw RunFiles.TooMuch($"files has {request.Files.Length} entries; at most {MostFiles} are allowed.");
        }

        var files = new RunFiles(language.MainFile);
        files.Add(language.MainFile, code);
        foreach (var (path, text) in request.Files)
        {
            if (text.StartsWith(RunUri.Start, StringComparison.Ordinal))
            {
                files.AddStored(path, text, records);
            }
            else
            {
                files.Add(path, text);
            }
        }

        return files.All;
    }

    /// <exception cref="CodeException">Arguments that the kernel gives no program: with a NUL, or too long (execve(2): 128 KiB one, a
    /// quarter of the stack all).</exception>
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
}
