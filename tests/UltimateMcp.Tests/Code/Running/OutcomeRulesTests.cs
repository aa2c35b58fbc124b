using System.Text;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Tests.Code.Running;

/// <summary>The first rule that holds decides.</summary>
public class OutcomeRulesTests
{
    private static readonly LimitPatterns Patterns = new(
        [Pattern(ReachedLimits.Memory, @"^MemoryError\z"), Pattern(ReachedLimits.Threads, @"^no thread\z")],
        [Pattern(ReachedLimits.Memory, "MemoryError"), Pattern(ReachedLimits.Processes, "fork:")]);

    private static readonly SandboxResult Plain = new()
    {
        KilledFor = null,
        ExitCode = 0,
        Report = null,
        StandardOutput = new CapturedOutput(default, WasCut: false),
        StandardError = new CapturedOutput(default, WasCut: false),
        Duration = TimeSpan.FromSeconds(1),
        CpuTime = TimeSpan.FromSeconds(1),
        CpuLimit = TimeSpan.FromSeconds(32),
        PeakMemory = ByteSize.Zero,
        DiskIsFull = false,
        WasNearDataLimit = false,
        WasOutOfMemory = false,
        WasRefusedProcess = false,
        Artifacts = [],
        LeftOut = LeftOut.Nothing,
        TemporaryFiles = [],
        Isolation = new IsolationStatus { Tier = "", Network = "", Filesystem = "", Uid = 0, Seccomp = true, Limits = [] },
    };

    private static readonly WorkerReport Failed = new("n", 1, "ValueError");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(193)]
    [InlineData(255)]
    public void An_exit_is_an_exit(int code) =>
        Assert.Equal(new RunTermination(RunOutcome.Exited, code, null, ReachedLimits.None), Classify(Plain with { ExitCode = code }));

    [Theory]
    [InlineData(129, "SIGHUP")]
    [InlineData(139, "SIGSEGV")]
    [InlineData(159, "SIGSYS")]
    [InlineData(192, "SIG64")]
    public void Without_a_report_a_code_above_128_is_a_signal(int code, string signal) =>
        Assert.Equal(new RunTermination(RunOutcome.Signaled, null, signal, ReachedLimits.None), Classify(Plain with { ExitCode = code }));

    /// <summary>What a runtime does whose own allocation is refused.</summary>
    [Theory]
    [InlineData(132, "SIGILL")]
    [InlineData(133, "SIGTRAP")]
    [InlineData(134, "SIGABRT")]
    [InlineData(135, "SIGBUS")]
    [InlineData(139, "SIGSEGV")]
    public void A_crash_near_the_limit_on_data_is_the_memory_limit(int code, string signal)
    {
        var near = Plain with { ExitCode = code, WasNearDataLimit = true };

        Assert.Equal(new RunTermination(RunOutcome.MemoryLimit, null, signal, ReachedLimits.Memory), Classify(near));
        Assert.Equal(RunOutcome.Signaled, Classify(near with { WasNearDataLimit = false }).Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(143)]
    public void An_end_near_the_limit_on_data_that_is_no_crash_has_nothing_to_do_with_it(int code)
    {
        var plain = Plain with { ExitCode = code };

        Assert.Equal(Classify(plain), Classify(plain with { WasNearDataLimit = true }));
    }

    [Fact]
    public void With_a_report_a_code_above_128_is_an_exit_code() =>
        Assert.Equal(
            new RunTermination(RunOutcome.Exited, 139, null, ReachedLimits.None),
            Classify(Plain with { ExitCode = 139, Report = Failed with { Exit = 139 } }));

    [Theory]
    [InlineData(KillReason.Time, RunOutcome.TimedOut, ReachedLimits.Time)]
    [InlineData(KillReason.Memory, RunOutcome.MemoryLimit, ReachedLimits.Memory)]
    [InlineData(KillReason.MachineMemory, RunOutcome.MemoryLimit, ReachedLimits.Memory | ReachedLimits.Machine)]
    [InlineData(KillReason.Output, RunOutcome.OutputLimit, ReachedLimits.Output)]
    [InlineData(KillReason.Files, RunOutcome.FileLimit, ReachedLimits.File)]
    [InlineData(KillReason.Processes, RunOutcome.ProcessLimit, ReachedLimits.Processes)]
    [InlineData(KillReason.Cancelled, RunOutcome.Cancelled, ReachedLimits.None)]
    public void The_reason_of_a_kill_by_the_sandbox_comes_first(KillReason reason, RunOutcome outcome, ReachedLimits reached) =>
        Assert.Equal(
            new RunTermination(outcome, null, null, reached),
            Classify(Plain with { KilledFor = reason, ExitCode = null }));

    [Theory]
    [InlineData(32, true)]
    [InlineData(31.6, true)]
    [InlineData(31, false)]
    public void The_processor_limits_signal_is_a_time_out_when_the_time_was_used(double seconds, bool isTimeOut) =>
        Assert.Equal(
            isTimeOut
                ? new RunTermination(RunOutcome.TimedOut, null, null, ReachedLimits.Time)
                : new RunTermination(RunOutcome.Signaled, null, "SIGXCPU", ReachedLimits.None),
            Classify(Plain with { ExitCode = 152, CpuTime = TimeSpan.FromSeconds(seconds) }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_file_size_signal_is_a_file_limit_when_a_file_or_folder_is_full(bool isFull) =>
        Assert.Equal(
            isFull
                ? new RunTermination(RunOutcome.FileLimit, null, null, ReachedLimits.File)
                : new RunTermination(RunOutcome.Signaled, null, "SIGXFSZ", ReachedLimits.File),
            Classify(Plain with { ExitCode = 153, DiskIsFull = isFull }));

    [Theory]
    [InlineData(12, RunOutcome.MemoryLimit, ReachedLimits.Memory)]
    [InlineData(27, RunOutcome.FileLimit, ReachedLimits.File)]
    [InlineData(28, RunOutcome.FileLimit, ReachedLimits.File)]
    [InlineData(11, RunOutcome.Exited, ReachedLimits.None)]
    [InlineData(13, RunOutcome.Exited, ReachedLimits.None)]
    public void The_error_number_of_the_report_tells_the_limit(int errno, RunOutcome outcome, ReachedLimits reached) =>
        Assert.Equal(
            new RunTermination(outcome, 1, null, reached),
            Classify(Plain with { ExitCode = 1, Report = Failed with { Errno = errno } }));

    [Theory]
    [InlineData(RefusedResource.Memory, null, RunOutcome.MemoryLimit, ReachedLimits.Memory)]
    [InlineData(RefusedResource.Process, 11, RunOutcome.ProcessLimit, ReachedLimits.Processes)]
    [InlineData(RefusedResource.Thread, null, RunOutcome.ProcessLimit, ReachedLimits.Threads)]
    public void The_refused_resource_in_the_report_tells_the_limit(
        RefusedResource refused, int? errno, RunOutcome outcome, ReachedLimits reached) =>
        Assert.Equal(
            new RunTermination(outcome, 1, null, reached),
            Classify(Plain with { ExitCode = 1, Report = Failed with { Refused = refused, Errno = errno } }));

    [Theory]
    [InlineData("MemoryError", RunOutcome.MemoryLimit)]
    [InlineData("Traceback\nMemoryError\n\n", RunOutcome.MemoryLimit)]
    [InlineData("no thread", RunOutcome.ProcessLimit)]
    [InlineData("a MemoryError", RunOutcome.Exited)]
    [InlineData("MemoryError\nbut it went on", RunOutcome.Exited)]
    [InlineData("fork: failed", RunOutcome.Exited)]
    public void Without_a_reported_error_the_end_of_stderr_tells_the_limit(string said, RunOutcome outcome)
    {
        var silent = Classify(Plain with { ExitCode = 1, StandardError = Said(said) });
        var reported = Classify(Plain with { ExitCode = 1, StandardError = Said(said), Report = new WorkerReport("n", 1) });

        Assert.Equal((outcome, 1), (silent.Outcome, silent.ExitCode));
        Assert.Equal(silent, reported);
    }

    [Theory]
    [InlineData("MemoryError\nValueError: no")]
    [InlineData("AssertionError: expected MemoryError")]
    [InlineData("MemoryError")]
    public void A_reported_error_outranks_stderr(string said) =>
        Assert.Equal(
            new RunTermination(RunOutcome.Exited, 1, null, ReachedLimits.None),
            Classify(Plain with { ExitCode = 1, StandardError = Said(said), Report = Failed with { Message = said } }));

    [Fact]
    public void A_signal_after_a_memory_error_is_the_memory_limit_without_an_exit_code() =>
        Assert.Equal(
            new RunTermination(RunOutcome.MemoryLimit, null, null, ReachedLimits.Memory),
            Classify(Plain with { ExitCode = 134, StandardError = Said("MemoryError") }));

    [Fact]
    public void A_limit_that_the_program_survived_is_only_reached() =>
        Assert.Equal(
            new RunTermination(RunOutcome.Exited, 0, null, ReachedLimits.Memory | ReachedLimits.Processes),
            Classify(Plain with { StandardError = Said("a MemoryError\nfork: retry") }));

    [Fact]
    public void A_full_disk_explains_a_failure_and_means_nothing_without_one()
    {
        Assert.Equal(RunOutcome.FileLimit, Classify(Plain with { ExitCode = 1, DiskIsFull = true }).Outcome);
        Assert.Equal(ReachedLimits.None, Classify(Plain with { DiskIsFull = true }).Reached);
    }

    [Fact]
    public void The_cgroups_word_counts()
    {
        Assert.Equal(RunOutcome.MemoryLimit, Classify(Plain with { ExitCode = 137, WasOutOfMemory = true }).Outcome);
        Assert.Equal(RunOutcome.ProcessLimit, Classify(Plain with { ExitCode = 1, WasRefusedProcess = true }).Outcome);
    }

    private static RunTermination Classify(SandboxResult result) => OutcomeRules.Classify(result, Patterns);

    private static CapturedOutput Said(string text) => new(Encoding.UTF8.GetBytes(text), WasCut: false);

    private static LimitPattern Pattern(ReachedLimits limit, string text) =>
        new(limit, new Regex(text, RegexOptions.Multiline | RegexOptions.NonBacktracking));
}
