using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;
using UltimateMcp.Tests.Sandbox;

namespace UltimateMcp.Tests.Code.Running;

/// <summary>Each outcome, brought about by a real program.</summary>
[Collection(TakesTurns.Name)]
public sealed class OutcomeTests(SandboxFixture fixture)
{
    [Theory]
    [InlineData("while :; do :; done")]
    [InlineData("sleep 100")]
    [InlineData("kill -STOP $$")]
    [InlineData("trap '' HUP INT QUIT TERM USR1 USR2 ALRM PIPE XCPU; while :; do sleep 1; done")]
    [InlineData("sleep 100 & disown; while :; do wait; sleep 1; done")]
    public async Task A_program_that_does_not_end_is_ended_within_half_a_second_of_its_time(string code)
    {
        var policy = SandboxFixture.Bash(SandboxFixture.Limits with { Processes = 8, Time = TimeSpan.FromMilliseconds(300) });

        var result = await fixture.RunAsync(policy, SandboxFixture.Request("echo begun; " + code));

        Assert.Equal((RunOutcome.TimedOut, null), (result.End.Outcome, result.End.ExitCode));
        Assert.Equal("begun\n", SandboxFixture.Text(result.StandardOutput));
        Assert.InRange(result.Duration, TimeSpan.FromMilliseconds(290), TimeSpan.FromMilliseconds(800));
        Assert.Equal(ReachedLimits.Time, result.End.Reached);
    }

    [Fact]
    public async Task A_program_that_ends_in_time_is_not_timed_out()
    {
        var policy = SandboxFixture.Bash(SandboxFixture.Limits with { Processes = 8, Time = TimeSpan.FromSeconds(3) });

        var result = await fixture.RunAsync(policy, SandboxFixture.Request("sleep 0.2"));

        Assert.Equal((RunOutcome.Exited, 0, ReachedLimits.None), (result.End.Outcome, result.End.ExitCode, result.End.Reached));
    }

    [Theory]
    [InlineData("SEGV", "SIGSEGV")]
    [InlineData("KILL", "SIGKILL")]
    [InlineData("RTMIN", "SIG34")]
    public async Task A_program_that_dies_of_a_signal_is_signaled(string signal, string name)
    {
        var result = await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request($"kill -{signal} $$"));

        Assert.Equal((RunOutcome.Signaled, null, name), (result.End.Outcome, result.End.ExitCode, result.End.Signal));
    }

    [Theory]
    [InlineData("", "1")]
    [InlineData(">&2", "2")]
    public async Task Output_up_to_the_cap_is_complete_and_one_byte_more_ends_the_program(string redirection, string stream)
    {
        var policy = SandboxFixture.Bash(SandboxFixture.Limits with { Processes = 8, Output = ByteSize.FromKibibytes(8) });

        var full = await fixture.RunAsync(policy, SandboxFixture.Request($"printf '%8192s' x {redirection}"));
        var over = await fixture.RunAsync(policy, SandboxFixture.Request($"printf '%8193s' x {redirection}; sleep 5"));

        Assert.Equal((RunOutcome.Exited, false), (full.End.Outcome, Stream(full).WasCut));
        Assert.Equal(8192, Stream(full).Bytes.Length);
        Assert.Equal((RunOutcome.OutputLimit, true), (over.End.Outcome, Stream(over).WasCut));
        Assert.Equal(8192, Stream(over).Bytes.Length);
        Assert.InRange(over.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(3));

        CapturedOutput Stream(SandboxResult result) => stream == "1" ? result.StandardOutput : result.StandardError;
    }

    /// <summary>The watch has a second to see what is too much, so one that is let live lives for longer.</summary>
    [Theory]
    [InlineData("", 2, RunOutcome.Exited)]
    [InlineData("    y = bytes(b'y') * (30 * 2**20)\n", 60, RunOutcome.MemoryLimit)]
    public async Task Memory_that_forked_processes_share_counts_once(string inChild, int seconds, RunOutcome outcome)
    {
        var policy = SandboxFixture.Python(SandboxFixture.Limits with { Processes = 8, Time = TimeSpan.FromSeconds(30) });

        // A child that has ended and that nobody waits for is among them.
        var code = $"import os, time\nx = bytes(b'x') * (40 * 2**20)\nif os.fork() == 0: os._exit(0)\n"
            + $"for _ in range(3):\n  if os.fork() == 0:\n{inChild}    time.sleep(60)\n    os._exit(0)\ntime.sleep({seconds})\n";

        var result = await fixture.RunAsync(policy, SandboxFixture.Request(code));

        Assert.Equal(outcome, result.End.Outcome);
    }

    [Fact]
    public async Task A_python_program_that_needs_too_much_memory_gets_a_memory_error()
    {
        var over = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request("x = bytearray(90 * 2**20)"));
        var under = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request("x = bytearray(50 * 2**20)"));
        var caught = await fixture.RunAsync(
            SandboxFixture.Python(),
            SandboxFixture.Request(
                "try:\n  bytearray(90 * 2**20)\nexcept MemoryError as e:\n  print('MemoryError', file=__import__('sys').stderr)"));

        Assert.Equal((RunOutcome.MemoryLimit, 1), (over.End.Outcome, over.End.ExitCode));
        Assert.Equal((RunOutcome.Exited, 0), (under.End.Outcome, under.End.ExitCode));
        Assert.Equal((RunOutcome.Exited, 0, ReachedLimits.Memory), (caught.End.Outcome, caught.End.ExitCode, caught.End.Reached));
    }

    [Fact]
    public async Task Memory_of_all_processes_counts_together()
    {
        var policy = SandboxFixture.Python(SandboxFixture.Limits with { Processes = 4 });

        var result = await fixture.RunAsync(
            policy, SandboxFixture.Request("import os, time\nos.fork()\nx = bytearray(55 * 2**20)\ntime.sleep(5)"));

        Assert.Equal((RunOutcome.MemoryLimit, ReachedLimits.Memory), (result.End.Outcome, result.End.Reached));
        Assert.True(result.PeakMemory > ByteSize.FromMebibytes(80));
    }

    /// <summary>proc shows nothing under the id of a process whose first thread has exited.</summary>
    [Fact]
    public async Task Memory_of_processes_whose_first_thread_has_exited_counts_together()
    {
        const string Code = """
            import ctypes, os, threading, time
            def hold():
                time.sleep(0.3)
                memory = bytearray(55 * 2**20)
                time.sleep(60)
            os.fork()
            threading.Thread(target=hold).start()
            SYS_exit = 60 if os.uname().machine == "x86_64" else 93
            ctypes.CDLL(None).syscall(SYS_exit, 0)
            """;
        var policy = SandboxFixture.Python(SandboxFixture.Limits with { Processes = 4, Time = TimeSpan.FromSeconds(30) });

        var result = await fixture.RunAsync(policy, SandboxFixture.Request(Code));

        Assert.Equal((RunOutcome.MemoryLimit, ReachedLimits.Memory), (result.End.Outcome, result.End.Reached));
    }

    [Fact]
    public async Task A_file_may_be_as_large_as_the_limit_and_no_larger()
    {
        var full = await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request("head -c 1048576 /dev/zero > f; true"));
        var over = await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request("head -c 1048577 /dev/zero > f"));
        var report = await fixture.RunAsync(
            SandboxFixture.Python(), SandboxFixture.Request("open('f', 'wb', 0).write(bytes(2**20)) and open('f', 'ab', 0).write(b'x')"));

        Assert.Equal((RunOutcome.Exited, 0), (full.End.Outcome, full.End.ExitCode));
        Assert.Equal(RunOutcome.FileLimit, over.End.Outcome);
        Assert.Equal((RunOutcome.FileLimit, 27), (report.End.Outcome, report.Report?.Errno));
    }

    [Fact]
    public async Task A_full_scratch_folder_is_a_file_limit()
    {
        var code = "for i in range(70): open(f'f{i}', 'wb').write(bytes(2**20 - 1))";

        var result = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request(code));

        Assert.Equal((RunOutcome.FileLimit, 28), (result.End.Outcome, result.Report?.Errno));
    }

    [Fact]
    public async Task Too_many_files_end_the_program()
    {
        var code = "import time\nfor i in range(16400): open(f'/tmp/f{i}', 'wb')\ntime.sleep(5)";

        var result = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request(code));

        Assert.Equal((RunOutcome.FileLimit, ReachedLimits.File), (result.End.Outcome, result.End.Reached));
    }

    [Fact]
    public async Task A_single_process_may_start_threads_and_no_process()
    {
        var forks = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request("import os\nos.fork()"));
        var threads = await fixture.RunAsync(
            SandboxFixture.Python(),
            SandboxFixture.Request("import threading\nt = threading.Thread(target=print, args=('in a thread',))\nt.start()\nt.join()"));
        var shell = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request("import os\nprint(os.system('true'))"));

        Assert.Equal((RunOutcome.ProcessLimit, 11), (forks.End.Outcome, forks.Report?.Errno));
        Assert.Equal((RunOutcome.Exited, "in a thread\n"), (threads.End.Outcome, SandboxFixture.Text(threads.StandardOutput)));
        Assert.Equal((RunOutcome.Exited, "32512\n"), (shell.End.Outcome, SandboxFixture.Text(shell.StandardOutput)));
    }

    [Fact]
    public async Task As_many_processes_as_allowed_live_and_one_more_ends_the_program()
    {
        var policy = SandboxFixture.Bash(SandboxFixture.Limits with { Processes = 4 });

        var full = await fixture.RunAsync(policy, SandboxFixture.Request("sleep 0.4 & sleep 0.4 & sleep 0.4 & wait"));
        var over = await fixture.RunAsync(policy, SandboxFixture.Request("sleep 5 & sleep 5 & sleep 5 & sleep 5 & wait"));

        Assert.Equal((RunOutcome.Exited, 0), (full.End.Outcome, full.End.ExitCode));
        Assert.Equal((RunOutcome.ProcessLimit, ReachedLimits.Processes), (over.End.Outcome, over.End.Reached));
    }

    [Fact]
    public async Task A_program_that_sends_itself_the_signals_of_a_limit_has_reached_none()
    {
        var time = await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request("kill -XCPU $$"));
        var file = await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request("kill -XFSZ $$"));

        Assert.Equal((RunOutcome.Signaled, "SIGXCPU"), (time.End.Outcome, time.End.Signal));
        Assert.Equal((RunOutcome.Signaled, "SIGXFSZ"), (file.End.Outcome, file.End.Signal));
    }
}
