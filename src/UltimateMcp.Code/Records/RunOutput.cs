namespace UltimateMcp.Code.Records;

/// <summary>An output of a run that has a uri: a stream or an artifact.</summary>
/// <param name="Name">Name to show: <c>stdout</c>, <c>stderr</c> or an artifact's path.</param>
/// <param name="Path">Of the file that holds it.</param>
public sealed record RunOutput(string Name, string Path, string MediaType, long Bytes)
{
    /// <summary>Null if the uri is invalid or there is no such output.</summary>
    public static RunOutput? Find(RunRecords records, string uri)
    {
        if (!RunUri.TryParse(uri, out var address) || records.Find(address.RunId) is not { } record)
        {
            return null;
        }

        if (address.Stream is { } stream)
        {
            return Existing(stream, records.StreamFile(address.RunId, stream), Code.Output.MediaType.Text);
        }

        var artifact = (record.Result.Artifacts ?? []).FirstOrDefault(kept => kept.Path == address.ArtifactPath);
        return artifact is null ? null : Existing(artifact.Path, records.ArtifactFile(record, artifact.Path)!, artifact.MediaType);
    }

    /// <summary>The user may have removed the file.</summary>
    private static RunOutput? Existing(string name, string path, string mediaType) =>
        new FileInfo(path) is { Exists: true } file ? new RunOutput(name, path, mediaType, file.Length) : null;
}
