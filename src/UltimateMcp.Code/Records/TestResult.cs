using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Code.Records;

/// <summary>
/// The result of running tests: recorded as <c>result.json</c>; <c>run_tests</c> returns as much of it as fits in a reply. Times are
/// in milliseconds.
/// </summary>
public sealed record TestResult
{
    public required string TestRunId { get; init; }

    public required string Language { get; init; }

    public required string Framework { get; init; }

    /// <summary>passed, failed, error, no_tests, or how the process was ended: timed_out, memory_limit, output_limit, file_limit,
    /// process_limit or cancelled.</summary>
    public required string Outcome { get; init; }

    public required int Passed { get; init; }

    public required int Failed { get; init; }

    public required int Skipped { get; init; }

    public required int Errors { get; init; }

    /// <summary>Those that did not pass first.</summary>
    public required ImmutableArray<TestCase> Tests { get; init; }

    public TestCoverage? Coverage { get; init; }

    /// <summary>How often the suite was run, if more than once.</summary>
    public int? Repeated { get; init; }

    /// <summary>Tests whose outcome was not the same each time.</summary>
    public ImmutableArray<FlakyTest>? Flaky { get; init; }

    public required OutputExcerpt Stdout { get; init; }

    public required OutputExcerpt Stderr { get; init; }

    public TestTruncation? Truncated { get; init; }

    public required long DurationMs { get; init; }

    public required RunIsolation Isolation { get; init; }

    public string? Hint { get; init; }

    /// <summary>Whether there is a record to read more from.</summary>
    [JsonIgnore]
    public bool IsRecorded { get; init; } = true;
}

/// <param name="Outcome">passed, failed, error or skipped.</param>
/// <param name="Message">Why it did not pass.</param>
/// <param name="Line">Where it failed, else where it is defined.</param>
public sealed record TestCase(string Name, string Outcome, long DurationMs, string? Message, string? File, int? Line);

/// <param name="Passed">How often.</param>
/// <param name="Failed">How often it did anything else.</param>
public sealed record FlakyTest(string Name, int Passed, int Failed);

public sealed record TestCoverage(double Percent, ImmutableArray<FileCoverage> Files)
{
    /// <summary>Null if nothing was measured.</summary>
    public static TestCoverage? Of(ImmutableArray<FileCoverage> files) => files.IsEmpty
        ? null
        : new TestCoverage(PercentOf(files.Sum(static file => file.Covered), files.Sum(static file => file.Lines)), files);

    public static double PercentOf(int covered, int lines) => lines == 0 ? 100 : Math.Round(100.0 * covered / lines, 1);
}

/// <param name="MissingLines">First and last line of each part that did not run.</param>
public sealed record FileCoverage(string Path, double Percent, ImmutableArray<ImmutableArray<int>> MissingLines)
{
    [JsonIgnore]
    public int Lines { get; init; }

    [JsonIgnore]
    public int Covered { get; init; }
}

/// <summary>How much a reply leaves out: bytes of each stream, and tests.</summary>
public sealed record TestTruncation(long Stdout, long Stderr, int Tests);

public static class TestOutcomes
{
    public const string Passed = "passed";
    public const string Failed = "failed";
    public const string Error = "error";
    public const string Skipped = "skipped";
    public const string NoTests = "no_tests";

    /// <summary>Those that one test can have.</summary>
    internal static readonly FrozenSet<string> OfTests = FrozenSet.Create(StringComparer.Ordinal, Passed, Failed, Error, Skipped);
}

/// <summary>The record of a test run on disk.</summary>
/// <param name="CodeHash">Of the tests.</param>
/// <param name="Runtime">Version of the interpreter.</param>
public sealed record TestRecord(TestResult Result, DateTimeOffset Timestamp, string CodeHash, string Runtime);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TestResult))]
[JsonSerializable(typeof(TestRecord))]
public sealed partial class TestJson : JsonSerializerContext;
