using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Running;
using UltimateMcp.Tests.Code.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

/// <summary>Limits of time by a clock that the test moves.</summary>
[Collection(TakesTurns.Name)]
public sealed class ClockTests(SandboxFixture fixture)
{
    [Fact]
    public async Task The_time_limit_follows_the_given_clock()
    {
        var clock = new ManualTime();
        await using var sandbox = fixture.NewSandbox(time: clock);
        var activity = new RunActivity();
        var policy = SandboxFixture.Bash(SandboxFixture.Limits with { Processes = 8, Time = TimeSpan.FromHours(1) });
        var running = sandbox.RunAsync(
            policy, SandboxFixture.Request("echo up; while :; do sleep 1; done"), activity, TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() => activity.LastLine == "up");

        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        var before = running.IsCompleted;
        clock.Advance(TimeSpan.FromTicks(1));
        var result = await running;

        Assert.False(before);
        Assert.Equal((RunOutcome.TimedOut, TimeSpan.FromHours(1)), (result.End.Outcome, result.Duration));
    }

    [Fact]
    public async Task A_worker_has_a_minute_to_get_ready()
    {
        var clock = new ManualTime();
        var policy = SandboxFixture.Bash();
        var silent = policy with { Program = policy.Program with { Arguments = ["-c", "echo silent >&2; sleep 1000"] } };
        await using var sandbox = await StartedSandbox.StartAsync(silent, await fixture.DetectHostAsync(), clock);
        var becoming = sandbox.WaitUntilReadyAsync();
        await Eventually.IsTrueAsync(() => sandbox.LastLine.Text == "silent");

        clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        var before = becoming.IsCompleted;
        clock.Advance(TimeSpan.FromTicks(1));
        var failure = await Assert.ThrowsAsync<SandboxException>(() => becoming);

        Assert.False(before);
        Assert.Contains("silent", failure.Message, StringComparison.Ordinal);
    }
}
