using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace UltimateMcp.Code.Records;

/// <summary>The records of test runs: beside the result, <c>stdout</c>, <c>stderr</c>, and <c>tests</c>, a line for each.</summary>
public sealed class TestRecords(RecordFolders folders)
{
    public const string Prefix = "test";

    /// <exception cref="IOException">The home cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The home cannot be written.</exception>
    public void Save(TestRecord record, ReadOnlySpan<byte> standardOutput, ReadOnlySpan<byte> standardError)
    {
        var id = record.Result.TestRunId;
        try
        {
            folders.Write(id, StreamName.Stdout, standardOutput);
            folders.Write(id, StreamName.Stderr, standardError);
            folders.Write(id, TestUri.Tests, Encoding.UTF8.GetBytes(LinesOf(record.Result.Tests)));
            folders.Publish(id, record, TestJson.Default.TestRecord);
        }
        finally
        {
            folders.Discard(id);
        }
    }

    public bool Has(string testRunId) => folders.Has(testRunId, Prefix);

    /// <summary>Null if there is no such run, the id is invalid, or the record is damaged.</summary>
    public TestRecord? Find(string testRunId) =>
        folders.Read(testRunId, Prefix, TestJson.Default.TestRecord) is { Result: not null } record ? record : null;

    /// <summary>The newest runs, newest first.</summary>
    public IReadOnlyList<TestRecord> Newest(int count) => [.. folders.Newest(Prefix).Select(Find).OfType<TestRecord>().Take(count)];

    /// <summary>Path of an output's file.</summary>
    /// <param name="output">One that <see cref="TestUri"/> names.</param>
    public string OutputFile(string testRunId, string output) => Path.Combine(folders.Of(testRunId), output);

    private static string LinesOf(ImmutableArray<TestCase> tests)
    {
        var lines = new StringBuilder();
        foreach (var test in tests)
        {
            lines.Append(LineOf(test)).Append('\n');
        }

        return lines.ToString();
    }

    /// <summary>A test on one line: outcome, name, time, place, message.</summary>
    public static string LineOf(TestCase test)
    {
        var place = test.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $" {test.File}:{line}") : "";
        var message = test.Message is { } said ? $": {EscapedText.LineOf(said)}" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{test.Outcome} {EscapedText.LineOf(test.Name)} ({test.DurationMs} ms){place}{message}");
    }
}
