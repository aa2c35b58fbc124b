using System.Collections.Immutable;
using UltimateMcp.Code.Records;

namespace UltimateMcp.Code.Testing;

/// <summary>
/// Several sessions as one: of each test the outcome that is furthest from having passed, and the tests whose outcomes differ.
/// </summary>
internal sealed record TestSummary(string Outcome, ImmutableArray<TestCase> Tests, ImmutableArray<FlakyTest> Flaky)
{
    private static readonly ImmutableArray<string> FromBestToWorst =
        [TestOutcomes.Passed, TestOutcomes.NoTests, TestOutcomes.Skipped, TestOutcomes.Failed, TestOutcomes.Error];

    public static TestSummary Of(IReadOnlyList<TestSession> sessions)
    {
        // Tests of one name in one session are told apart by their order.
        var byTest = sessions
            .SelectMany(static session => session.Tests
                .GroupBy(static test => test.Name, StringComparer.Ordinal)
                .SelectMany(static group => group.Select(static (test, index) => (Key: (test.Name, index), Test: test))))
            .GroupBy(static one => one.Key)
            .Select(static group => group.Select(static one => one.Test).ToList())
            .ToList();
        return new TestSummary(
            sessions.MaxBy(static session => Rank(session.Outcome))!.Outcome,
            [
                .. byTest.Select(static outcomes => outcomes.MaxBy(static test => Rank(test.Outcome))!)
                    .OrderByDescending(static test => Rank(test.Outcome)),
            ],
            [.. byTest.Where(outcomes => IsFlaky(outcomes, sessions.Count)).Select(outcomes => FlakyOf(outcomes, sessions.Count))]);
    }

    /// <summary>How far from having passed; a limit that ended the process is furthest.</summary>
    private static int Rank(string outcome) => FromBestToWorst.IndexOf(outcome) is >= 0 and var rank ? rank : FromBestToWorst.Length;

    private static bool IsFlaky(List<TestCase> outcomes, int sessions) =>
        outcomes.Count != sessions || outcomes.Exists(test => test.Outcome != outcomes[0].Outcome);

    private static FlakyTest FlakyOf(List<TestCase> outcomes, int sessions)
    {
        var passed = outcomes.Count(static test => test.Outcome == TestOutcomes.Passed);
        return new FlakyTest(outcomes[0].Name, passed, sessions - passed);
    }
}
