using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Records;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>Collects the files of a run and checks each path against the earlier ones.</summary>
/// <param name="mainFile">Path of the code, which is not among them.</param>
internal sealed class RunFiles(string mainFile)
{
    private const int MaximumShown = 80;

    private readonly ImmutableArray<ScratchFile>.Builder _files = ImmutableArray.CreateBuilder<ScratchFile>();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { mainFile };
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private long _bytes;
    private long _storedBytes;

    public ImmutableArray<ScratchFile> All => _files.ToImmutable();

    /// <summary>The file of the code.</summary>
    public static ScratchFile MainFile(string path, string code) =>
        ScratchPath.TryParse(path, out var parsed, out var fault)
            ? new ScratchFile(parsed, Encoding.UTF8.GetBytes(code))
            : throw new ArgumentException($"The path \"{path}\" {fault}.", nameof(path));

    /// <exception cref="CodeException">The path is invalid or conflicts with another, or the files are too large.</exception>
    public void Add(string text, string content) => Add(text, Encoding.UTF8.GetBytes(content));

    /// <inheritdoc cref="Add(string, string)"/>
    /// <param name="content">As <see cref="FileBytes"/> reads it.</param>
    public void AddBytes(string text, string content)
    {
        if (!FileBytes.TryRead(content, out var bytes, out var fault))
        {
            throw new CodeException(
                CodeError.InvalidRequest,
                $"The content of \"{Shown(text)}\" in files begins with {FileBytes.Start} and is not base64: it {fault}.",
                "Encode the bytes as base64 with the digits A-Z a-z 0-9 + / and padding, or pass text.");
        }

        Add(text, bytes);
    }

    private void Add(string text, byte[] content)
    {
        var file = new ScratchFile(ReservePath(text), content);
        _bytes += file.Content.Length;
        if (_bytes > RunInput.MaximumFilesBytes)
        {
            throw TooLarge($"files has more than {RunInput.MaximumFilesBytes} bytes; at most that many are allowed.");
        }

        _files.Add(file);
    }

    /// <summary>Adds an output of an earlier call, by its uri.</summary>
    /// <exception cref="CodeException">The output is missing or too large, or the path is invalid or conflicts with
    /// another.</exception>
    public void AddStored(string text, string uri, OutputCatalog outputs)
    {
        var path = ReservePath(text);
        var stored = outputs.Find(uri) ?? throw NotFound(text, uri);

        _storedBytes += stored.Bytes;
        if (_storedBytes > RunInput.MaximumStoredFilesBytes)
        {
            throw TooLarge($"files names outputs of more than {RunInput.MaximumStoredFilesBytes} bytes; at most that many are allowed.");
        }

        try
        {
            _files.Add(new ScratchFile(path, File.ReadAllBytes(stored.Path)));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another server has removed the record.
            throw NotFound(text, uri);
        }
    }

    private ScratchPath ReservePath(string text)
    {
        if (!ScratchPath.TryParse(text, out var path, out var fault))
        {
            throw Refused($"The path \"{Shown(text)}\" in files {fault}.");
        }

        if (_folders.Contains(path.Value) || !_taken.Add(path.Value))
        {
            var why = text == mainFile ? ": it is the file of the code itself" : "";
            throw Refused($"The path \"{Shown(text)}\" in files is already taken{why}.");
        }

        AddFolders(text);
        return path;
    }

    public static CodeException TooLarge(string message) =>
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
            throw TooLarge($"files needs more than {RunInput.MaximumEntries} files and folders; at most that many are allowed.");
        }
    }

    private static CodeException NotFound(string text, string uri) => new(
        CodeError.InvalidRequest,
        $"files names \"{Shown(uri)}\" for \"{Shown(text)}\", and nothing is there.",
        "Use a uri from a result, or pass the text itself. Old records are removed: run it again.");

    private static CodeException Refused(string message) =>
        new(CodeError.InvalidRequest, message, "Use relative paths such as \"data/input.txt\", each once.");

    private static string Shown(string path) => Truncation.Of(path.Replace("\0", "\\0", StringComparison.Ordinal), MaximumShown);
}
