using System.Collections.Immutable;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Workspaces;

namespace UltimateMcp.Code.Testing;

/// <summary>Builds the result of a test run from its sessions.</summary>
internal sealed class TestResultBuilder(
    TestRequest request, TestRecipe recipe, Run run, IReadOnlyList<TestSession> sessions, RunOptions options)
{
    public TestRequest Request => request;

    public Run Run => run;

    /// <summary>The session whose output is shown: the first that did not pass, else the first.</summary>
    public TestSession Shown { get; } =
        sessions.FirstOrDefault(static session => session.Outcome != TestOutcomes.Passed) ?? sessions[0];

    public TestResult Build(string testRunId)
    {
        var summary = TestSummary.Of(sessions);
        var counts = summary.Tests.CountBy(static test => test.Outcome).ToDictionary();
        var output = OutputHeadAndTail.Of(Shown.Evidence.StandardOutput.Bytes.Span);
        var errors = OutputHeadAndTail.Of(Shown.Evidence.StandardError.Bytes.Span);
        return new TestResult
        {
            TestRunId = testRunId,
            Language = recipe.Program.Name,
            Framework = Shown.Report.Framework ?? request.Framework ?? recipe.Frameworks[0],
            Outcome = summary.Outcome,
            Passed = counts.GetValueOrDefault(TestOutcomes.Passed),
            Failed = counts.GetValueOrDefault(TestOutcomes.Failed),
            Skipped = counts.GetValueOrDefault(TestOutcomes.Skipped),
            Errors = counts.GetValueOrDefault(TestOutcomes.Error),
            Tests = summary.Tests,
            Coverage = TestCoverage.Of(Shown.Report.Coverage),
            Repeated = sessions.Count > 1 ? sessions.Count : null,
            Flaky = summary.Flaky.IsEmpty ? null : summary.Flaky,
            Stdout = OutputExcerpt.Of(output),
            Stderr = OutputExcerpt.Of(errors),
            DurationMs = (long)sessions.Sum(static session => session.Evidence.Duration.TotalMilliseconds),
            Isolation = RunResultBuilder.IsolationOf(run, Shown.Evidence.Isolation, Ended),
            Hint = HintOf(summary, errors.End),
        };
    }

    /// <summary>A session that has finished was ended by nothing else.</summary>
    private RunTermination Ended => Shown.Report.IsFinished
        ? new RunTermination(RunOutcome.Exited, 0, null, ReachedLimits.None)
        : Shown.End;

    private string? HintOf(TestSummary summary, string errorText)
    {
        List<string?> hints = [Shown.Report.IsFinished ? null : LimitHints.For(run, Shown.Evidence, Shown.End, options)];
        if (summary.Outcome == TestOutcomes.NoTests)
        {
            hints.Add(request.Filter.Length > 0
                ? $"No name of a test contains \"{OneLine.Of(request.Filter, 80)}\"."
                : "No test was found; only those in code are run, not those in files.");
        }

        // What the interpreter says of a program that fails, a failed test has as its message.
        var text = string.Join('\n', summary.Tests.Select(static test => test.Message).OfType<string>().Append(errorText));
        var end = new ProgramTermination(run.Code, text, summary.Outcome == TestOutcomes.Passed ? 0 : 1, null);
        if (!end.IsSuccess)
        {
            hints.AddRange(RunHints.OfLanguage(run, end));
        }

        hints.AddRange(WorkspaceHints.For(run.Code, end.IsSuccess, run.Workspaces));
        hints.Add(run.WasFenced ? RunHints.WasFenced : null);
        hints.Add(request.WithCoverage && !recipe.HasCoverage ? $"There is no coverage of {recipe.Program.Name}." : null);
        hints.Add(CutHint("stdout", Shown.Evidence.StandardOutput.WasCut) ?? CutHint("stderr", Shown.Evidence.StandardError.WasCut));
        hints.Add(request.Repeat > sessions.Count ? $"It was run {sessions.Count} times of {request.Repeat}." : null);
        var all = string.Join(' ', hints.OfType<string>().Distinct(StringComparer.Ordinal));
        return all.Length > 0 ? all : null;
    }

    private string? CutHint(string stream, bool wasCut) => wasCut
        ? $"Of {stream} only the first {options.MaxOutputKibibytes} KB were kept ({RunSettings.MaxOutput.Name})."
        : null;
}
