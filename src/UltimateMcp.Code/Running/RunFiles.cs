using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Records;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>The files of a run while they are checked, each against the names before it.</summary>
/// <param name="mainFile">The code's own name, whose size has a bound of its own.</param>
internal sealed class RunFiles(string mainFile)
{
    private const int LongestShown = 80;

    private readonly ImmutableArray<ScratchFile>.Builder _files = ImmutableArray.CreateBuilder<ScratchFile>();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private long _bytes;
    private long _storedBytes;

    public ImmutableArray<ScratchFile> All => _files.ToImmutable();

    /// <exception cref="CodeException">It cannot be placed beside the others.</exception>
    public void Add(string text, string content)
    {
        var file = new ScratchFile(Place(text), Encoding.UTF8.GetBytes(content));
        _bytes += text == mainFile ? 0 : file.Content.Length;
        if (_bytes > RunInput.LargestFiles)
        {
            throw TooMuch($"files holds more than {RunInput.LargestFiles} bytes, which is what is allowed.");
        }

        _files.Add(file);
    }

    /// <summary>What an earlier run left, by its uri.</summary>
    /// <exception cref="CodeException">It is not there, too large, or cannot be placed beside the others.</exception>
    public void AddStored(string text, string uri, RunRecords records)
    {
        var path = Place(text);
        var stored = RunOutput.Find(records, uri) ?? throw NothingAt(text, uri);

        _storedBytes += stored.Bytes;
        if (_storedBytes > RunInput.LargestStoredFiles)
        {
            throw TooMuch($"files names outputs of more than {RunInput.LargestStoredFiles} bytes, which is what is allowed.");
        }

        try
        {
            _files.Add(new ScratchFile(path, File.ReadAllBytes(stored.Path)));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another server removed the record meanwhile.
            throw NothingAt(text, uri);
        }
    }

    private ScratchPath Place(string text)
    {
        if (!ScratchPath.TryParse(text, out var path, out var fault))
        {
            throw Refused($"The path \"{Shown(text)}\" in files {fault}.");
        }

        if (_folders.Contains(path.Value) || !_taken.Add(path.Value))
        {
            throw Refused($"The path \"{Shown(text)}\" in files is already taken{(text == mainFile ? ": it is where the code itself is placed" : "")}.");
        }

        AddFolders(text);
        return path;
    }

    public static CodeException TooMuch(string message) =>
        new(CodeError.InvalidRequest, message, "Pass fewer or smaller files, or let the program make them.");

    private void AddFolders(string text)
    {
        for (var slash = text.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = text.IndexOf('/', slash + 1))
        {
            if (_taken.Contains(text[..slash]))
            {
                throw Refused($"The path \"{Shown(text)}\" in files lies below \"{Shown(text[..slash])}\", which is a file.");
            }

            _folders.Add(text[..slash]);
        }

        if (_taken.Count + _folders.Count > RunInput.MaximumEntries)
        {
            throw TooMuch($"files needs more than {RunInput.MaximumEntries} files and folders, which is what is allowed.");
        }
    }

    private static CodeException NothingAt(string text, string uri) => new(
        CodeError.InvalidRequest,
        $"files names \"{Shown(uri)}\" for \"{Shown(text)}\", and nothing is there.",
        "Use a uri from a result, or pass the text itself. Old records are removed: run it again.");

    private static CodeException Refused(string message) =>
        new(CodeError.InvalidRequest, message, "Use relative paths such as \"data/input.txt\", each once.");

    private static string Shown(string path) => Truncation.Of(path.Replace("\0", "\\0", StringComparison.Ordinal), LongestShown);
}
