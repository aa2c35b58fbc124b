using System.Globalization;

namespace UltimateMcp.Code.Records;

/// <summary>The records of runs: beside the result, <c>stdout</c>, <c>stderr</c> and <c>artifacts/</c>.</summary>
public sealed class RunRecords(RecordFolders folders)
{
    public const string Prefix = "run";

    private const string ArtifactFolder = "artifacts";

    /// <summary>The folder for artifacts of a run in progress; <see cref="Save"/> makes it part of the record.</summary>
    public string PendingArtifacts(string runId) => Path.Combine(folders.Pending(runId), ArtifactFolder);

    /// <exception cref="IOException">The home cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The home cannot be written.</exception>
    public void Save(RunRecord record, ReadOnlySpan<byte> standardOutput, ReadOnlySpan<byte> standardError)
    {
        folders.Write(record.Result.RunId, StreamName.Stdout, standardOutput);
        folders.Write(record.Result.RunId, StreamName.Stderr, standardError);
        folders.Publish(record.Result.RunId, record, RunJson.Default.RunRecord);
    }

    /// <summary>Whether the run has a record.</summary>
    public bool Has(string runId) => folders.Has(runId, Prefix);

    /// <summary>Removes the temporary folder of a run without a record.</summary>
    public void Discard(string runId) => folders.Discard(runId);

    /// <summary>Null if there is no such run, the id is invalid, or the record is damaged.</summary>
    public RunRecord? Find(string runId) =>
        folders.Read(runId, Prefix, RunJson.Default.RunRecord) is { Result: not null } record ? record : null;

    /// <summary>The newest runs, newest first.</summary>
    public IReadOnlyList<RunRecord> Newest(int count) => [.. folders.Newest(Prefix).Select(Find).OfType<RunRecord>().Take(count)];

    /// <summary>Path of a stream's file; the run must exist.</summary>
    /// <param name="stream">One of <see cref="StreamName"/>.</param>
    public string StreamFile(string runId, string stream) => Path.Combine(folders.Of(runId), stream);

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
                return Path.Combine(folders.Of(record.Result.RunId), ArtifactFolder, ArtifactName(i));
            }
        }

        return null;
    }

    /// <summary>Artifacts are stored under their index in the result's list.</summary>
    private static string ArtifactName(int index) => index.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Names of the streams in uris and as files.</summary>
public static class StreamName
{
    public const string Stdout = "stdout";
    public const string Stderr = "stderr";
}
