using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Testing;

/// <summary>One run of the whole suite: what the sandbox saw, what the worker reported, and what follows of both.</summary>
internal sealed class TestSession : IDisposable
{
    /// <summary>The session as a test, where no other test tells why it ended.</summary>
    private const string Session = "(session)";

    private TestSession(SandboxResult evidence, TestReport report, RunTermination end, ImmutableArray<TestCase> tests, string outcome) =>
        (Evidence, Report, End, Tests, Outcome) = (evidence, report, end, tests, outcome);

    public SandboxResult Evidence { get; }

    public TestReport Report { get; }

    public RunTermination End { get; }

    public ImmutableArray<TestCase> Tests { get; }

    /// <summary>As <see cref="TestResult.Outcome"/>.</summary>
    public string Outcome { get; }

    public static TestSession Of(SandboxResult evidence, TestReport report, LimitPatterns limits)
    {
        var end = OutcomeRules.Classify(evidence, limits);
        var tests = report.Tests;
        if (report.IsFinished)
        {
            return new TestSession(evidence, report, end, tests, OutcomeOf(tests));
        }

        if (end.Outcome is not (RunOutcome.Exited or RunOutcome.Signaled))
        {
            return new TestSession(evidence, report, end, tests, RunOutcomes.NameOf(end.Outcome));
        }

        var isTold = tests.Any(static test => test.Outcome == TestOutcomes.Error);
        var why = evidence.Reports.WasCut
            ? "The tests reported more than may be, so what they reported is lost."
            : $"The process ended ({end.Signal ?? ExitOf(end)}) before its tests had.";
        return new TestSession(
            evidence,
            report,
            end,
            isTold ? tests : tests.Insert(0, new TestCase(Session, TestOutcomes.Error, 0, why, null, null)),
            TestOutcomes.Error);
    }

    private static string ExitOf(RunTermination end) => string.Create(CultureInfo.InvariantCulture, $"exit code {end.ExitCode}");

    public void Dispose() => Evidence.Dispose();

    private static string OutcomeOf(ImmutableArray<TestCase> tests) =>
        tests.IsEmpty ? TestOutcomes.NoTests
        : tests.Any(static test => test.Outcome == TestOutcomes.Error) ? TestOutcomes.Error
        : tests.Any(static test => test.Outcome == TestOutcomes.Failed) ? TestOutcomes.Failed
        : TestOutcomes.Passed;
}
