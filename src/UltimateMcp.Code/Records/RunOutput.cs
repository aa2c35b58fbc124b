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
            var file = records.StreamFile(address.RunId, stream);
            return new RunOutput(stream, file, Code.Output.MediaType.Text, new FileInfo(file).Length);
        }

        var artifact = (record.Result.Artifacts ?? []).FirstOrDefault(kept => kept.Path == address.ArtifactPath);
        return artifact is null ? null : new RunOutput(artifact.Path, records.ArtifactFile(record, artifact.Path)!, artifact.MediaType, artifact.Bytes);
    }
}
