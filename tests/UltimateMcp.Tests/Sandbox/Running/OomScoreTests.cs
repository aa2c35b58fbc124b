using System.Diagnostics;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

public sealed class OomScoreTests : IDisposable
{
    private const string Highest = "1000\n";

    private readonly Process _sleeper = Process.Start("/bin/sleep", "600");

    [Fact]
    public void A_process_becomes_the_first_that_the_kernel_ends()
    {
        Assert.NotEqual(Highest, Score());

        OomScore.Raise(_sleeper.Id, static () => true);

        Assert.Equal(Highest, Score());
    }

    [Fact]
    public void Another_that_has_the_number_by_now_is_left_alone()
    {
        OomScore.Raise(_sleeper.Id, static () => false);

        Assert.NotEqual(Highest, Score());
    }

    [Fact]
    public void One_that_has_ended_needs_no_score()
    {
        const int Nobody = int.MaxValue;

        OomScore.Raise(Nobody, static () => true);

        Assert.False(Directory.Exists($"/proc/{Nobody}"));
    }

    public void Dispose()
    {
        _sleeper.Kill();
        _sleeper.WaitForExit();
        _sleeper.Dispose();
    }

    private string Score() => File.ReadAllText($"/proc/{_sleeper.Id}/oom_score_adj");
}
