namespace UltimateMcp.Code.Records;

/// <summary>Something that a run left and that has an address: a stream or an artifact.</summary>
/// <param name="Name">For a reader: <c>stdout</c>, or an artifact's path.</param>
/// <param name="Path">Of the file that holds it.</param>
public sealed record RunOutput(string Name, string Path, string MediaType, long Bytes)
{
    /// <summary>Null when the uri is none of ours, or nothing is there.</summary>
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

    /// <summary>Whoever owns the home may have removed it.</summary>
    private static RunOutput? Existing(string name, string path, string mediaType) =>
        new FileInfo(path) is { Exists: true } file ? new RunOutput(name, path, mediaType, file.Length) : null;
}
