using System.Globalization;
using System.Text.Json;

namespace UltimateMcp.Code.Records;

/// <summary>
/// The records of runs on disk: a folder <c>outputs/&lt;id&gt;/</c> in the home with <c>result.json</c>, <c>stdout</c>,
/// <c>stderr</c> and <c>artifacts/</c>. A record is written under a temporary name and then renamed, so it is complete
/// or absent. It exists before the reply that names it is sent. Servers that share a home share records.
/// <see cref="RecordQuota"/> may remove old records at any time, so readers must expect missing files.
/// </summary>
public sealed class RunRecords(string home, RecordQuota? quota = null)
{
    /// <summary>The folder of the records in the home.</summary>
    public const string FolderName = "outputs";

    public const string Prefix = "run";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string ResultFile = "result.json";
    private const string ArtifactFolder = "artifacts";

    private readonly string _outputs = Path.Combine(home, FolderName);

    /// <summary>The folder for artifacts of a run in progress; <see cref="Save"/> makes it part of the record.</summary>
    public string PendingArtifacts(string runId) => Path.Combine(Pending(runId), ArtifactFolder);

    /// <exception cref="IOException">The home cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The home cannot be written.</exception>
    public void Save(RunRecord record, ReadOnlySpan<byte> standardOutput, ReadOnlySpan<byte> standardError)
    {
        var pending = Pending(record.Result.RunId);
        Directory.CreateDirectory(pending, OwnerOnly);
        Write(Path.Combine(pending, StreamName.Stdout), standardOutput);
        Write(Path.Combine(pending, StreamName.Stderr), standardError);
        Write(Path.Combine(pending, ResultFile), JsonSerializer.SerializeToUtf8Bytes(record, RunJson.Default.RunRecord));
        Directory.Move(pending, Folder(record.Result.RunId));
        quota?.Add(Folder(record.Result.RunId));
    }

    /// <summary>Whether the run has a record.</summary>
    public bool Has(string runId) => Identifier.IsValid(runId, Prefix) && File.Exists(Path.Combine(Folder(runId), ResultFile));

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

    /// <summary>Removes the temporary folder of a run without a record.</summary>
    public void Discard(string runId)
    {
        if (Directory.Exists(Pending(runId)))
        {
            Directory.Delete(Pending(runId), recursive: true);
        }
    }

    /// <summary>Null if there is no such run, the id is invalid, or the record is damaged.</summary>
    public RunRecord? Find(string runId)
    {
        if (!Identifier.IsValid(runId, Prefix))
        {
            return null;
        }

        try
        {
            var record = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(Folder(runId), ResultFile)), RunJson.Default.RunRecord);
            return record is { Result: not null } ? record : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The newest runs, newest first.</summary>
    public IReadOnlyList<RunRecord> Newest(int count) =>
        !Directory.Exists(_outputs)
            ? []
            : [.. new DirectoryInfo(_outputs).EnumerateDirectories($"{Prefix}_*")
                .Select(folder => folder.Name)
                .OrderDescending(StringComparer.Ordinal)
                .Select(Find)
                .OfType<RunRecord>()
                .Take(count)];

    /// <summary>Path of a stream's file; the run must exist.</summary>
    /// <param name="stream">One of <see cref="StreamName"/>.</param>
    public string StreamFile(string runId, string stream) => Path.Combine(Folder(runId), stream);

    /// <summary>
    /// Path of the artifact that the record lists as <paramref name="path"/>, or null. The path is looked up, never
    /// joined to a folder.
    /// </summary>
    public string? ArtifactFile(RunRecord record, string path)
    {
        var artifacts = record.Result.Artifacts ?? [];
        for (var i = 0; i < artifacts.Length; i++)
        {
            if (artifacts[i].Path == path)
            {
                return Path.Combine(Folder(record.Result.RunId), ArtifactFolder, ArtifactName(i));
            }
        }

        return null;
    }

    /// <summary>Artifacts are stored under their index in the result's list.</summary>
    private static string ArtifactName(int index) => index.ToString(CultureInfo.InvariantCulture);

    private string Folder(string runId) => Path.Combine(_outputs, runId);

    private string Pending(string runId) => Path.Combine(_outputs, "." + runId);

    private static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = File.Open(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(bytes);
    }
}

/// <summary>Names of the streams in uris and as files.</summary>
public static class StreamName
{
    public const string Stdout = "stdout";
    public const string Stderr = "stderr";
}
