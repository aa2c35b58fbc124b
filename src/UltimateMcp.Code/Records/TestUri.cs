using System.Diagnostics.CodeAnalysis;

namespace UltimateMcp.Code.Records;

/// <summary>Uris of a test run's outputs: <c>ultimate://test/{test_run_id}/{stdout|stderr|tests}</c>.</summary>
/// <param name="Output">A stream, or <see cref="Tests"/>.</param>
public sealed record TestUri(string TestRunId, string Output)
{
    public const string Template = "ultimate://test/{test_run_id}/{output}";

    /// <summary>The prefix of all these uris.</summary>
    public const string Start = "ultimate://test/";

    /// <summary>The output that has a line for each test.</summary>
    public const string Tests = "tests";

    public static string Of(string testRunId, string output) => $"{Start}{testRunId}/{output}";

    public static bool TryParse(string text, [NotNullWhen(true)] out TestUri? uri)
    {
        var parts = text.StartsWith(Start, StringComparison.Ordinal) ? text[Start.Length..].Split('/') : [];
        uri = parts is [var id, StreamName.Stdout or StreamName.Stderr or Tests] && Identifier.IsValid(id, TestRecords.Prefix)
            ? new TestUri(id, parts[1])
            : null;
        return uri is not null;
    }
}
