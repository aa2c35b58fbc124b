using UltimateMcp.Sandbox;

namespace UltimateMcp.Tests.Sandbox.Running;

[Collection(TakesTurns.Name)]
public sealed class UsageTests(Workbench bench)
{
    [Theory]
    [InlineData("import time\nx = bytearray(40 * 2**20)\nwhile time.process_time() < 0.3: pass", SandboxOutcome.Exited)]
    [InlineData("import time\nx = bytearray(40 * 2**20)\nwhile time.process_time() < 0.3: pass\ntime.sleep(20)", SandboxOutcome.TimedOut)]
    public async Task Processor_time_and_memory_are_told_of_programs_that_end_and_that_are_ended(string code, SandboxOutcome outcome)
    {
        var policy = Workbench.Python(Workbench.Limits with { Time = TimeSpan.FromSeconds(2) });

        var result = await bench.RunAsync(policy, Workbench.Request(code));

        Assert.Equal(outcome, result.Outcome);
        Assert.InRange(result.CpuTime, TimeSpan.FromSeconds(0.28), TimeSpan.FromSeconds(0.8));
        Assert.InRange(result.PeakMemory.Bytes, 40 << 20, 80 << 20);
    }

    [Fact]
    public async Task Processor_time_of_ended_children_counts()
    {
        var result = await bench.RunAsync(Workbench.Bash(), Workbench.Request("for i in 1 2; do (i=0; while ((i++ < 60000)); do :; done); done"));

        Assert.InRange(result.CpuTime, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
    }
}
