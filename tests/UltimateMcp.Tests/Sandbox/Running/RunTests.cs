using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;
using UltimateMcp.Tests.Code.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

[Collection(TakesTurns.Name)]
public sealed class RunTests(SandboxFixture fixture)
{
    /// <summary>They are collected for a moment, and the program may exit in it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(10_000)]
    public async Task Many_small_writes_arrive_whole_and_in_order(int count)
    {
        var code = $"import os\nfor number in range({count}):\n    os.write(1, b'%d\\n' % number)";

        var result = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request(code));

        Assert.Equal(string.Concat(Enumerable.Range(0, count).Select(number => $"{number}\n")), SandboxFixture.Text(result.StandardOutput));
    }

    [Fact]
    public async Task A_bash_program_reads_its_input_and_tells_its_exit_code()
    {
        var result = await fixture.RunAsync(
            SandboxFixture.Bash(), SandboxFixture.Request("read -r line; echo \"got $line\"; echo oops >&2; exit 7", "hello\n"));

        Assert.Equal((RunOutcome.Exited, 7), (result.End.Outcome, result.End.ExitCode));
        Assert.Equal(("got hello\n", "oops\n"), (SandboxFixture.Text(result.StandardOutput), SandboxFixture.Text(result.StandardError)));
    }

    [Fact]
    public async Task A_python_program_runs_and_reports()
    {
        var result = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request("print(6 * 7)"));

        Assert.Equal("42\n", SandboxFixture.Text(result.StandardOutput));
        Assert.Equal((RunOutcome.Exited, 0), (result.End.Outcome, result.End.ExitCode));
        Assert.Equal(new WorkerReport(SandboxFixture.Nonce, 0), result.Report);
        Assert.True(result.CpuTime > TimeSpan.Zero);
        Assert.True(result.PeakMemory > ByteSize.FromMebibytes(2));
    }
}
