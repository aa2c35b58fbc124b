using UltimateMcp.Code.Running;
using UltimateMcp.Tests.Code.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

[Collection(TakesTurns.Name)]
public sealed class UsageTests(SandboxFixture fixture)
{
    [Theory]
    [InlineData("import time\nx = bytearray(40 * 2**20)\nwhile time.process_time() < 0.3: pass", RunOutcome.Exited)]
    [InlineData("import time\nx = bytearray(40 * 2**20)\nwhile time.process_time() < 0.3: pass\ntime.sleep(20)", RunOutcome.TimedOut)]
    public async Task Processor_time_and_memory_are_told_of_programs_that_end_and_that_are_ended(string code, RunOutcome outcome)
    {
        var policy = SandboxFixture.Python(SandboxFixture.Limits with { Time = TimeSpan.FromSeconds(2) });

        var result = await fixture.RunAsync(policy, SandboxFixture.Request(code));

        Assert.Equal(outcome, result.End.Outcome);
        Assert.InRange(result.CpuTime, TimeSpan.FromSeconds(0.28), TimeSpan.FromSeconds(0.8));
        Assert.InRange(result.PeakMemory.Bytes, 40 << 20, 80 << 20);
    }

    [Fact]
    public async Task Processor_time_of_ended_children_counts()
    {
        // A child goes on until its own account of processor time shows a tenth of a second.
        const string Busy = "busy() { own=0m0.0; while [[ $own == 0m0.0* ]]; do "
            + "for ((i = 0; i < 9999; i++)); do :; done; times >spent; read -r own _ <spent; done; }; ";

        var result = await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request(Busy + "(busy); (busy)"));

        Assert.InRange(result.CpuTime, TimeSpan.FromMilliseconds(180), TimeSpan.FromSeconds(5));
    }
}
