using System.Text.RegularExpressions;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

/// <summary>The first rule that holds decides.</summary>
public class OutcomeRulesTests
{
    private static readonly RunEnd Plain = new()
    {
        KilledFor = null,
        ExitCode = 0,
        Report = null,
        ErrorTail = "",
        Signs = new LimitSigns(
            [Sign(ReachedLimits.Memory, @"^MemoryError\z"), Sign(ReachedLimits.Threads, @"^no thread\z")],
            [Sign(ReachedLimits.Memory, "MemoryError"), Sign(ReachedLimits.Processes, "fork:")]),
        CpuTime = TimeSpan.FromSeconds(1),
        CpuLimit = TimeSpan.FromSeconds(32),
        DiskIsFull = false,
    };

    private static readonly WorkerReport Failed = new("n", 1, "ValueError");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(193)]
    [InlineData(255)]
    public void An_exit_is_an_exit(int code) =>
        Assert.Equal(new Verdict(SandboxOutcome.Exited, code, null, ReachedLimits.None), OutcomeRules.Judge(Plain with { ExitCode = code }));

    [Theory]
    [InlineData(129, "SIGHUP")]
    [InlineData(139, "SIGSEGV")]
    [InlineData(159, "SIGSYS")]
    [InlineData(192, "SIG64")]
    public void Without_a_report_a_code_above_128_is_a_signal(int code, string signal) =>
        Assert.Equal(new Verdict(SandboxOutcome.Signaled, null, signal, ReachedLimits.None), OutcomeRules.Judge(Plain with { ExitCode = code }));

    [Fact]
    public void With_a_report_a_code_above_128_is_an_exit_code() =>
        Assert.Equal(
            new Verdict(SandboxOutcome.Exited, 139, null, ReachedLimits.None),
            OutcomeRules.Judge(Plain with { ExitCode = 139, Report = Failed with { Exit = 139 } }));

    [Theory]
    [InlineData(SandboxOutcome.TimedOut, ReachedLimits.Time)]
    [InlineData(SandboxOutcome.MemoryLimit, ReachedLimits.Memory)]
    [InlineData(SandboxOutcome.OutputLimit, ReachedLimits.Output)]
    [InlineData(SandboxOutcome.FileLimit, ReachedLimits.File)]
    [InlineData(SandboxOutcome.ProcessLimit, ReachedLimits.Processes)]
    [InlineData(SandboxOutcome.Cancelled, ReachedLimits.None)]
    public void Why_we_ended_it_comes_first(SandboxOutcome reason, ReachedLimits reached) =>
        Assert.Equal(
            new Verdict(reason, null, null, reached),
            OutcomeRules.Judge(Plain with { KilledFor = reason, ExitCode = null }));

    [Theory]
    [InlineData(32, true)]
    [InlineData(31.6, true)]
    [InlineData(31, false)]
    public void The_processor_limits_signal_is_a_time_out_when_the_time_was_used(double seconds, bool isTimeOut) =>
        Assert.Equal(
            isTimeOut
                ? new Verdict(SandboxOutcome.TimedOut, null, null, ReachedLimits.Time)
                : new Verdict(SandboxOutcome.Signaled, null, "SIGXCPU", ReachedLimits.None),
            OutcomeRules.Judge(Plain with { ExitCode = 152, CpuTime = TimeSpan.FromSeconds(seconds) }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_file_size_signal_is_a_file_limit_when_a_file_or_folder_is_full(bool isFull) =>
        Assert.Equal(
            isFull
                ? new Verdict(SandboxOutcome.FileLimit, null, null, ReachedLimits.File)
                : new Verdict(SandboxOutcome.Signaled, null, "SIGXFSZ", ReachedLimits.File),
            OutcomeRules.Judge(Plain with { ExitCode = 153, DiskIsFull = isFull }));

    [Theory]
    [InlineData(12, SandboxOutcome.MemoryLimit, ReachedLimits.Memory)]
    [InlineData(27, SandboxOutcome.FileLimit, ReachedLimits.File)]
    [InlineData(28, SandboxOutcome.FileLimit, ReachedLimits.File)]
    [InlineData(11, SandboxOutcome.Exited, ReachedLimits.None)]
    [InlineData(13, SandboxOutcome.Exited, ReachedLimits.None)]
    public void The_error_number_of_the_report_tells_the_limit(int errno, SandboxOutcome outcome, ReachedLimits reached) =>
        Assert.Equal(
            new Verdict(outcome, 1, null, reached),
            OutcomeRules.Judge(Plain with { ExitCode = 1, Report = Failed with { Errno = errno } }));

    [Theory]
    [InlineData(RefusedResource.Memory, null, SandboxOutcome.MemoryLimit, ReachedLimits.Memory)]
    [InlineData(RefusedResource.Process, 11, SandboxOutcome.ProcessLimit, ReachedLimits.Processes)]
    [InlineData(RefusedResource.Thread, null, SandboxOutcome.ProcessLimit, ReachedLimits.Threads)]
    public void What_the_report_says_was_refused_tells_the_limit(RefusedResource refused, int? errno, SandboxOutcome outcome, ReachedLimits reached) =>
        Assert.Equal(
            new Verdict(outcome, 1, null, reached),
            OutcomeRules.Judge(Plain with { ExitCode = 1, Report = Failed with { Refused = refused, Errno = errno } }));

    [Theory]
    [InlineData("MemoryError", SandboxOutcome.MemoryLimit)]
    [InlineData("Traceback\nMemoryError\n\n", SandboxOutcome.MemoryLimit)]
    [InlineData("no thread", SandboxOutcome.ProcessLimit)]
    [InlineData("a MemoryError", SandboxOutcome.Exited)]
    [InlineData("MemoryError\nbut it went on", SandboxOutcome.Exited)]
    [InlineData("fork: failed", SandboxOutcome.Exited)]
    public void Without_a_reported_error_the_last_words_on_stderr_tell_the_limit(string said, SandboxOutcome outcome)
    {
        var verdict = OutcomeRules.Judge(Plain with { ExitCode = 1, ErrorTail = said });
        var reported = OutcomeRules.Judge(Plain with { ExitCode = 1, ErrorTail = said, Report = new WorkerReport("n", 1) });

        Assert.Equal((outcome, 1), (verdict.Outcome, verdict.ExitCode));
        Assert.Equal(verdict, reported);
    }

    [Theory]
    [InlineData("MemoryError\nValueError: no")]
    [InlineData("AssertionError: expected MemoryError")]
    [InlineData("MemoryError")]
    public void A_reported_error_outranks_whatever_stands_on_stderr(string said) =>
        Assert.Equal(
            new Verdict(SandboxOutcome.Exited, 1, null, ReachedLimits.None),
            OutcomeRules.Judge(Plain with { ExitCode = 1, ErrorTail = said, Report = Failed with { Message = said } }));

    [Fact]
    public void A_signal_after_last_words_of_memory_is_the_memory_limit_without_an_exit_code() =>
        Assert.Equal(
            new Verdict(SandboxOutcome.MemoryLimit, null, null, ReachedLimits.Memory),
            OutcomeRules.Judge(Plain with { ExitCode = 134, ErrorTail = "MemoryError" }));

    [Fact]
    public void A_limit_that_the_program_survived_is_only_reached() =>
        Assert.Equal(
            new Verdict(SandboxOutcome.Exited, 0, null, ReachedLimits.Memory | ReachedLimits.Processes),
            OutcomeRules.Judge(Plain with { ErrorTail = "a MemoryError\nfork: retry" }));

    [Fact]
    public void A_full_disk_explains_a_failure_and_means_nothing_without_one()
    {
        Assert.Equal(SandboxOutcome.FileLimit, OutcomeRules.Judge(Plain with { ExitCode = 1, DiskIsFull = true }).Outcome);
        Assert.Equal(ReachedLimits.None, OutcomeRules.Judge(Plain with { DiskIsFull = true }).Reached);
    }

    [Fact]
    public void The_cgroups_word_counts()
    {
        Assert.Equal(SandboxOutcome.MemoryLimit, OutcomeRules.Judge(Plain with { ExitCode = 137, WasOutOfMemory = true }).Outcome);
        Assert.Equal(SandboxOutcome.ProcessLimit, OutcomeRules.Judge(Plain with { ExitCode = 1, WasRefusedProcess = true }).Outcome);
    }

    [Fact]
    public void That_the_machine_was_short_of_memory_is_told()
    {
        var verdict = OutcomeRules.Judge(Plain with { ExitCode = null, KilledFor = SandboxOutcome.MemoryLimit, MachineWasShort = true });

        Assert.Equal((SandboxOutcome.MemoryLimit, ReachedLimits.Memory | ReachedLimits.Machine), (verdict.Outcome, verdict.Reached));
    }

    private static LimitSign Sign(ReachedLimits limit, string text) => new(limit, new Regex(text, RegexOptions.Multiline | RegexOptions.NonBacktracking));
}
