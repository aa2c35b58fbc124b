using UltimateMcp.Code.Output;

namespace UltimateMcp.Code.Records;

/// <summary>All recorded outputs, by their uris.</summary>
public sealed class OutputCatalog(RunRecords runs, LintRecords lints, TestRecords tests)
{
    /// <summary>Whether the text is the uri of an output, there or not.</summary>
    public static bool IsUri(string text) =>
        text.StartsWith(RunUri.Start, StringComparison.Ordinal)
        || text.StartsWith(LintUri.Start, StringComparison.Ordinal)
        || text.StartsWith(TestUri.Start, StringComparison.Ordinal);

    /// <summary>Null if the uri is invalid or there is no such output.</summary>
    public RecordedOutput? Find(string uri) =>
        RunUri.TryParse(uri, out var run) ? FindIn(run)
        : LintUri.TryParse(uri, out var lint) && lints.Has(lint.LintId)
            ? RecordedOutput.Existing(lint.Output, lints.OutputFile(lint.LintId, lint.Output), MediaType.Text)
        : TestUri.TryParse(uri, out var test) && tests.Has(test.TestRunId)
            ? RecordedOutput.Existing(test.Output, tests.OutputFile(test.TestRunId, test.Output), MediaType.Text)
            : null;

    private RecordedOutput? FindIn(RunUri address)
    {
        if (runs.Find(address.RunId) is not { } record)
        {
            return null;
        }

        if (address.Stream is { } stream)
        {
            return RecordedOutput.Existing(stream, runs.StreamFile(address.RunId, stream), MediaType.Text);
        }

        var artifact = (record.Result.Artifacts ?? []).FirstOrDefault(kept => kept.Path == address.ArtifactPath);
        return artifact is null
            ? null
            : RecordedOutput.Existing(artifact.Path, runs.ArtifactFile(record, artifact.Path)!, artifact.MediaType);
    }
}
