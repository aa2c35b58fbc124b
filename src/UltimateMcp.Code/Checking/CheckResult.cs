using System.Collections.Immutable;
using System.Text.Json.Serialization;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Records;

namespace UltimateMcp.Code.Checking;

/// <summary>
/// The result of a check: a verdict, the first of what is left to do, and the ids of the lint and the test run with all of it.
/// </summary>
public sealed record CheckResult
{
    /// <summary>So many findings and failures are shown.</summary>
    public const int MaximumShown = 20;

    public required string CheckId { get; init; }

    /// <summary>One of <see cref="CheckVerdict"/>.</summary>
    public required string Verdict { get; init; }

    public required string Language { get; init; }

    /// <summary>The lint of the code as it was given; the fixed code is among its outputs.</summary>
    public required string LintId { get; init; }

    /// <summary>The lint of the fixed code; null if nothing was fixed.</summary>
    public string? FixedLintId { get; init; }

    /// <summary>What is left after the fixes.</summary>
    public required FindingCounts Counts { get; init; }

    /// <summary>The first errors and warnings that are left.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>From the code to the fixed code, in the unified format; null if nothing was fixed, or it is too long.</summary>
    public string? Diff { get; init; }

    public string? TestRunId { get; init; }

    public CheckedTests? Tests { get; init; }
}

/// <param name="Failures">The first tests that failed, or could not be run.</param>
public sealed record CheckedTests(
    string Outcome, int Passed, int Failed, int Skipped, int Errors, ImmutableArray<TestCase> Failures, string? Hint);

public static class CheckVerdict
{
    /// <summary>Nothing was found, and all tests passed.</summary>
    public const string Clean = "clean";

    /// <summary>As <see cref="Clean"/>, after safe fixes.</summary>
    public const string Fixed = "fixed";

    /// <summary>Errors or warnings are left.</summary>
    public const string Findings = "findings";
    public const string TestsFailed = "tests_failed";

    /// <summary>The tests could not be run to their end.</summary>
    public const string Error = "error";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CheckResult))]
public sealed partial class CheckJson : JsonSerializerContext;
