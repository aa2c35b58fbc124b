namespace UltimateMcp.Code.Records;

/// <summary>An output in a record that has a uri: a stream or an artifact of a run, the findings or the fixed code of a lint.</summary>
/// <param name="Name">Name to show: that of the stream or output, or an artifact's path.</param>
/// <param name="Path">Of the file that holds it.</param>
public sealed record RecordedOutput(string Name, string Path, string MediaType, long Bytes)
{
    /// <summary>Null if there is no such file: the user may have removed it.</summary>
    internal static RecordedOutput? Existing(string name, string path, string mediaType) =>
        new FileInfo(path) is { Exists: true } file ? new RecordedOutput(name, path, mediaType, file.Length) : null;
}
