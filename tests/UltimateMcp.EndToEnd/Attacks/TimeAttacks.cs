using System.Diagnostics;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

[Collection(Measured.Name)]
public class TimeAttacks(AttackServers servers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    [Theory]
    [EachIdentity("loop")]
    [EachIdentity("sleep")]
    [EachIdentity("stop")]
    [EachIdentity("ignore")]
    [Trait("Attack", "59")]
    [Trait("Attack", "60")]
    [Trait("Attack", "61")]
    [Trait("Attack", "62")]
    public async Task A_program_that_does_not_end_is_ended_on_time(Identity identity, string way)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("endless.py", way) { Timeout = Limit.TotalSeconds };
        using var outside = await server.StartOutsideAsync(act);
        Assert.Equal("begun", await outside.StandardOutput.ReadLineAsync());
        var began = Stopwatch.GetTimestamp();

        var reply = await server.RunAsync(act);
        var took = Stopwatch.GetElapsedTime(began);
        var goesOnOutside = !outside.HasExited;
        outside.Kill(entireProcessTree: true);

        Assert.True(goesOnOutside);
        Assert.Equal("timed_out", reply.Outcome);
        Assert.Equal("begun\n", reply.Stdout);
        Assert.InRange(reply.Duration, TestServer.NotBefore(Limit), Limit + Grace);
        Assert.InRange(took, TestServer.NotBefore(Limit), Limit + Grace);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "112")]
    public async Task Programs_that_are_slow_to_look_at_delay_no_time_limit(Identity identity)
    {
        const int AtOnce = 8;

        // Starting takes them a while, and they share the machine: seven seconds were seen where the watch held up the limits.
        var most = TimeSpan.FromSeconds(3);
        var server = await servers.OfAsync(identity);
        var act = new Act("slow_to_read.py", "28000", "9") { Timeout = Limit.TotalSeconds };
        using var outside = await server.StartOutsideAsync(act);
        Assert.Equal("begun", await outside.StandardOutput.ReadLineAsync());

        var replies = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => server.RunAsync(act)));
        var goesOnOutside = !outside.HasExited;
        outside.Kill(entireProcessTree: true);

        Assert.True(goesOnOutside);
        Assert.All(replies, reply => Assert.Equal("timed_out", reply.Outcome));
        Assert.All(replies, reply => Assert.InRange(reply.Duration, TestServer.NotBefore(Limit), most));
    }
}
