using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Records;

/// <summary>
/// The folders of all records: <c>outputs/&lt;id&gt;/</c> in the home, each with a <c>result.json</c> and the outputs
/// that have uris. A record is written under a temporary name and then renamed, so it is complete or absent. It exists
/// before the reply that names it is sent. Servers that share a home share records. <see cref="RecordQuota"/> may remove
/// old records at any time, so readers must expect missing files.
/// </summary>
public sealed class RecordFolders(string home, RecordQuota? quota = null)
{
    /// <summary>The folder of the records in the home.</summary>
    public const string FolderName = "outputs";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string ResultFile = "result.json";

    /// <summary>The prefixes of the ids that have records.</summary>
    private static readonly string[] Prefixes = [RunRecords.Prefix, LintRecords.Prefix, TestRecords.Prefix];

    private readonly string _outputs = Path.Combine(home, FolderName);

    /// <summary>Whether a record could not be written: the home is full, read-only or gone, or the server is at a limit.</summary>
    public static bool IsUnwritable(Exception fault) =>
        fault is IOException or UnauthorizedAccessException || ResourceExhaustion.Explain(fault) is not null;

    /// <summary>The folder of a record.</summary>
    public string Of(string id) => Path.Combine(_outputs, id);

    /// <summary>The folder of a record that is not published yet.</summary>
    public string Pending(string id) => Path.Combine(_outputs, "." + id);

    /// <summary>Writes a file of a record that is not published yet.</summary>
    /// <exception cref="IOException">The home cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The home cannot be written.</exception>
    public void Write(string id, string name, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Pending(id), OwnerOnly);
        using var file = File.Open(Path.Combine(Pending(id), name), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(content);
    }

    /// <summary>Writes the result, and gives the record its name.</summary>
    /// <inheritdoc cref="Write"/>
    public void Publish<T>(string id, T result, JsonTypeInfo<T> format)
    {
        Write(id, ResultFile, JsonSerializer.SerializeToUtf8Bytes(result, format));
        Directory.Move(Pending(id), Of(id));
        quota?.Add(Of(id));
    }

    /// <summary>Removes the temporary folder of a record that was not published.</summary>
    public void Discard(string id)
    {
        if (Directory.Exists(Pending(id)))
        {
            Directory.Delete(Pending(id), recursive: true);
        }
    }

    public bool Has(string id, string prefix) => Identifier.IsValid(id, prefix) && File.Exists(Path.Combine(Of(id), ResultFile));

    /// <summary>The result; null if there is no such record, the id is invalid, or the record is damaged.</summary>
    public T? Read<T>(string id, string prefix, JsonTypeInfo<T> format)
        where T : class
    {
        if (!Identifier.IsValid(id, prefix))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(Of(id), ResultFile)), format);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The ids of all records with the prefix, newest first.</summary>
    public IEnumerable<string> Newest(string prefix) => !Directory.Exists(_outputs)
        ? []
        : new DirectoryInfo(_outputs).EnumerateDirectories($"{prefix}_*")
            .Select(static folder => folder.Name)
            .OrderDescending(StringComparer.Ordinal);

    /// <summary>The folders of all records, oldest first.</summary>
    internal static List<DirectoryInfo> OldestFirst(string outputs) =>
    [
        .. Prefixes.SelectMany(prefix => new DirectoryInfo(outputs).EnumerateDirectories($"{prefix}_*"))
            .OrderBy(static folder => folder.Name[folder.Name.IndexOf('_', StringComparison.Ordinal)..], StringComparer.Ordinal),
    ];

    /// <summary>The folders of records that are not published.</summary>
    internal static IEnumerable<DirectoryInfo> AllPending(string outputs) =>
        Prefixes.SelectMany(prefix => new DirectoryInfo(outputs).EnumerateDirectories($".{prefix}_*"));

    /// <summary>
    /// Removes a record's folder, first its result file. False if that fails; true if another server has already
    /// removed it.
    /// </summary>
    internal static bool Remove(string folder)
    {
        try
        {
            File.Delete(Path.Combine(folder, ResultFile));
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            // Another server has removed it.
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
