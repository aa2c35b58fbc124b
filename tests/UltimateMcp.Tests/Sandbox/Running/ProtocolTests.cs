using System.Text;
using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;
using UltimateMcp.Tests.Code.Running;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

/// <summary>The control protocol against a program that knows it.</summary>
[Collection(TakesTurns.Name)]
public sealed class ProtocolTests(SandboxFixture fixture)
{
    [Fact]
    public async Task A_report_with_another_nonce_is_dropped()
    {
        var result = await fixture.RunAsync(
            SandboxFixture.Bash(), SandboxFixture.Request("""echo '{"nonce":"00","exit":0}' >&4; exit 3"""));

        Assert.Equal((RunOutcome.Exited, 3, null), (result.End.Outcome, result.End.ExitCode, result.Report));
    }

    [Fact]
    public async Task A_report_is_found_behind_what_a_program_said_before()
    {
        var result = await fixture.RunAsync(
            SandboxFixture.Bash(),
            SandboxFixture.Request(
                """printf 'RRR\n{"nonce":\n[[[[\n{"nonce":"0"}\n' >&4; """
                    + $$"""echo '{"nonce":"{{SandboxFixture.Nonce}}","exit":4,"line":2}' >&4; exit 4"""));

        Assert.Equal(new WorkerReport(SandboxFixture.Nonce, 4, Line: 2), result.Report);
    }

    [Fact]
    public void A_report_may_be_64_kibibytes_long()
    {
        var frame = Encoding.UTF8.GetBytes($$"""{"nonce":"n","exit":1,"message":""}""").Length;
        var longest = $$"""{"nonce":"n","exit":1,"message":"{{new string('x', (int)WorkerProtocol.MaximumReport.Bytes - frame)}}"}""";

        Assert.Equal(1, ReportChannel.Parse(Encoding.UTF8.GetBytes(longest), "n")?.Exit);
    }

    [Theory]
    [InlineData(65_000, true)]
    [InlineData(65_536, false)]
    public async Task A_report_that_is_longer_than_64_kibibytes_is_dropped(int padding, bool isRead)
    {
        var code = $$"""import os; os.write(4, b'{"nonce":"{{SandboxFixture.Nonce}}","exit":5,"message":"' """
            + $$"""+ b'x' * {{padding}} + b'"}\n'); os._exit(5)""";

        var result = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request(code));

        Assert.Equal(isRead, result.Report is not null);
    }

    [Fact]
    public async Task A_flood_of_reports_does_not_hold_up_the_program()
    {
        var code = "import os\ntry:\n  while True: os.write(4, b'x' * 65536)\nexcept OSError: print('stopped')";
        var policy = SandboxFixture.Python(SandboxFixture.Limits with { Time = TimeSpan.FromSeconds(5) });

        var result = await fixture.RunAsync(policy, SandboxFixture.Request(code));

        Assert.Equal("stopped\n", SandboxFixture.Text(result.StandardOutput));
    }

    [Theory]
    [InlineData("memory", RefusedResource.Memory)]
    [InlineData("process", RefusedResource.Process)]
    [InlineData("thread", RefusedResource.Thread)]
    public void A_report_tells_what_was_refused(string name, RefusedResource refused) =>
        Assert.Equal(
            new WorkerReport("n", 1, "T", Refused: refused),
            ReportChannel.Parse(Encoding.UTF8.GetBytes($$"""{"nonce":"n","exit":1,"type":"T","refused":"{{name}}"}"""), "n"));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"nonce":null,"exit":1}""")]
    [InlineData("""{"nonce":"n"}""")]
    [InlineData("""{"nonce":"n","exit":99999999999}""")]
    [InlineData("""{"nonce":"n","exit":1,"message":{"a":{"b":1}}}""")]
    [InlineData("""{"nonce":"n","exit":1,"message":"\ud800"}""")]
    [InlineData("""{"nonce":"n","exit":1,"refused":"sleep"}""")]
    [InlineData("""{"nonce":"N","exit":1}""")]
    [InlineData("""{"nonce":"x","exit":1,"message":"n"}""")]
    public void What_is_no_report_is_dropped(string line) => Assert.Null(ReportChannel.Parse(Encoding.UTF8.GetBytes(line), "n"));

    [Fact]
    public async Task A_program_gets_five_descriptors_and_no_other()
    {
        var code = "import os\nfor d in range(3, 64):\n  try: os.fstat(d); print(d)\n  except OSError: pass";

        var result = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request(code));

        Assert.Equal("4\n", SandboxFixture.Text(result.StandardOutput));
    }

    [Fact]
    public async Task Standard_streams_can_be_opened_by_name()
    {
        var result = await fixture.RunAsync(
            SandboxFixture.Bash(), SandboxFixture.Request("cat /dev/stdin > /dev/stdout; echo e > /dev/stderr", "in"));

        Assert.Equal(("in", "e\n"), (SandboxFixture.Text(result.StandardOutput), SandboxFixture.Text(result.StandardError)));
    }

    [Fact]
    public async Task A_megabyte_of_code_and_input_goes_through()
    {
        var code = "read -r line; echo ${#line} #" + new string('x', 1 << 20);

        var result = await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request(code, new string('y', 1 << 20) + "\n"));

        Assert.Equal("1048576\n", SandboxFixture.Text(result.StandardOutput));
    }

    [Fact]
    public async Task Input_that_nobody_reads_does_not_hold_up_the_end()
    {
        var result = await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request("echo done", new string('y', 1 << 20)));

        Assert.Equal((RunOutcome.Exited, "done\n"), (result.End.Outcome, SandboxFixture.Text(result.StandardOutput)));
        Assert.InRange(result.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_worker_that_never_gets_ready_is_a_failure_that_shows_what_it_said()
    {
        var policy = SandboxFixture.Bash();
        var broken = policy with
        {
            Program = policy.Program with { Executable = "/usr/bin/bash", Arguments = ["-c", "echo broken worker >&2; exit 1"] },
        };

        var fault = await Assert.ThrowsAsync<SandboxException>(() => fixture.RunAsync(broken, SandboxFixture.Request("echo never")));

        Assert.Equal((SandboxError.Failed, true), (fault.Error, fault.IsTransient));
        Assert.Contains("broken worker", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_failure()
    {
        var policy = SandboxFixture.Bash();
        var missing = policy with { Program = policy.Program with { Executable = "/usr/bin/no-such-program" } };

        var fault = await Assert.ThrowsAsync<SandboxException>(() => fixture.RunAsync(missing, SandboxFixture.Request("echo never")));

        Assert.Contains("no-such-program", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_early_end_of_the_command_means_that_nothing_is_run()
    {
        var fault = await Assert.ThrowsAsync<SandboxException>(() => fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request("")));

        Assert.Contains("nothing was run", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_that_is_killed_before_it_begins_has_run_nothing(bool hasReadItsCommand)
    {
        var worker = $"printf R >&4; {(hasReadItsCommand ? "read -r command <&3; " : "")}kill -KILL $$";

        var fault = await Assert.ThrowsAsync<SandboxException>(
            () => fixture.RunAsync(SandboxFixture.Bash(worker: worker), SandboxFixture.Request("echo never\n")));

        Assert.Contains("nothing was run", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_killed_after_it_has_begun_may_have_run_code()
    {
        const string Worker = "printf R >&4; read -r command <&3; printf B >&4; kill -KILL $$";

        var result = await fixture.RunAsync(SandboxFixture.Bash(worker: Worker), SandboxFixture.Request("echo never\n"));

        Assert.Equal(RunOutcome.Signaled, result.End.Outcome);
    }
}
