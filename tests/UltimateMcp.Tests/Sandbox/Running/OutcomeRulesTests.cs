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
        Markers = new FailureMarkers(["MemoryError", "heap out of memory"], ["No space left on device"], ["fork:"]),
        DiskIsFull = false,
    };

    private static readonly WorkerReport Failed = new("n", 1);

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

    [Fact]
    public void The_processor_limit_is_a_time_out() =>
        Assert.Equal(new Verdict(SandboxOutcome.TimedOut, null, null, ReachedLimits.Time), OutcomeRules.Judge(Plain with { ExitCode = 152 }));

    [Fact]
    public void The_file_size_signal_is_a_file_limit() =>
        Assert.Equal(new Verdict(SandboxOutcome.FileLimit, null, null, ReachedLimits.File), OutcomeRules.Judge(Plain with { ExitCode = 153 }));

    [Theory]
    [InlineData(12, SandboxOutcome.MemoryLimit, ReachedLimits.Memory)]
    [InlineData(27, SandboxOutcome.FileLimit, ReachedLimits.File)]
    [InlineData(28, SandboxOutcome.FileLimit, ReachedLimits.File)]
    [InlineData(11, SandboxOutcome.ProcessLimit, ReachedLimits.Processes)]
    [InlineData(13, SandboxOutcome.Exited, ReachedLimits.None)]
    public void The_error_number_of_the_report_tells_the_limit(int errno, SandboxOutcome outcome, ReachedLimits reached) =>
        Assert.Equal(
            new Verdict(outcome, 1, null, reached),
            OutcomeRules.Judge(Plain with { ExitCode = 1, Report = Failed with { Errno = errno } }));

    [Theory]
    [InlineData("MemoryError", SandboxOutcome.MemoryLimit)]
    [InlineData("OSError: No space left on device", SandboxOutcome.FileLimit)]
    [InlineData("bash: fork: retry", SandboxOutcome.ProcessLimit)]
    [InlineData("memoryerror", SandboxOutcome.Exited)]
    [InlineData("MemoryError, then fork:", SandboxOutcome.MemoryLimit)]
    public void What_the_language_says_on_stderr_tells_the_limit(string said, SandboxOutcome outcome) =>
        Assert.Equal((outcome, 1), OutcomeRules.Judge(Plain with { ExitCode = 1, ErrorTail = said }) is var verdict ? (verdict.Outcome, verdict.ExitCode) : default);

    [Fact]
    public void The_reports_type_and_message_tell_the_limit()
    {
        Assert.Equal(SandboxOutcome.MemoryLimit, OutcomeRules.Judge(Plain with { ExitCode = 1, Report = Failed with { Type = "MemoryError" } }).Outcome);
        Assert.Equal(
            SandboxOutcome.MemoryLimit,
            OutcomeRules.Judge(Plain with { ExitCode = 134, Report = Failed with { Message = "JavaScript heap out of memory" } }).Outcome);
    }

    [Fact]
    public void A_signal_after_words_of_memory_is_the_memory_limit_without_an_exit_code() =>
        Assert.Equal(
            new Verdict(SandboxOutcome.MemoryLimit, null, null, ReachedLimits.Memory),
            OutcomeRules.Judge(Plain with { ExitCode = 134, ErrorTail = "FATAL ERROR: JavaScript heap out of memory" }));

    [Fact]
    public void A_limit_that_the_program_survived_is_only_reached() =>
        Assert.Equal(
            new Verdict(SandboxOutcome.Exited, 0, null, ReachedLimits.File | ReachedLimits.Processes),
            OutcomeRules.Judge(Plain with { ErrorTail = "No space left on device\nfork: retry" }));

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
}
