using System.Globalization;

namespace UltimateMcp.EndToEnd.Attacks;

public class ProcessAttacks(AttackServers servers)
{
    private const string Few = "4";
    private const int ThreadAllowance = 64;

    [Theory, EachIdentity]
    [Trait("Attack", "40")]
    public async Task Signals_reach_nobody_outside(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("kill_all.py", server.Server.ProcessId.ToString(CultureInfo.InvariantCulture));

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.Equal("ok", outside["server"]);
        Assert.Equal("server=ESRCH parent=1 everyone=ESRCH end=ok", inside.To("server", "parent", "everyone", "end"));
        await server.LivesAsync();
    }

    [Theory]
    [EachIdentity("forks.py")]
    [EachIdentity("forks.cs.txt")]
    [Trait("Attack", "42")]
    public async Task A_program_that_may_not_fork_cannot(Identity identity, string act)
    {
        var server = await servers.OfAsync(identity);

        var outside = await server.OutsideAsync(new Act(act, "100"));
        var inside = await server.InsideAsync(new Act(act, "100"));

        Assert.Equal("forks=ok children=100", outside.To("forks", "children"));
        Assert.Equal("forks=EAGAIN children=0", inside.To("forks", "children"));
    }

    [Theory]
    [EachIdentity("forks.py")]
    [EachIdentity("forks.cs.txt")]
    [Trait("Attack", "42")]
    public async Task A_program_that_may_fork_is_ended_when_it_goes_on_and_on(Identity identity, string act)
    {
        var server = await servers.OfAsync(identity, "MAX_PROCESSES", Few);

        var reply = await server.RunAsync(new Act(act, "1000"));
        var few = await server.InsideAsync(new Act(act, "3"));

        // The kernel stops it at its own bound, and the watch ends it; whichever comes first.
        Assert.True(
            reply.Outcome == "process_limit" || int.Parse(Answers.Of(reply.Stdout)["children"]) <= int.Parse(Few) + ThreadAllowance,
            reply.ToString());
        Assert.Equal("forks=ok children=3", few.To("forks", "children"));
        await server.LivesAsync();
    }

    [Theory, EachIdentity]
    [Trait("Attack", "42")]
    public async Task A_fork_bomb_is_ended_and_leaves_nothing(Identity identity)
    {
        var server = await servers.OfAsync(identity, "MAX_PROCESSES", Few);

        var reply = await server.RunAsync(new Act("fork_bomb.sh") { Timeout = 10 });

        Assert.True(reply.Outcome == "process_limit", reply.ToString());
        await server.LivesAsync();
    }

    [Theory]
    [EachIdentity("threads.py")]
    [EachIdentity("threads.cs.txt")]
    [Trait("Attack", "43")]
    public async Task Threads_are_bounded(Identity identity, string name)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act(name, "200");

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.Equal("threads=ok started=200", outside.To("threads", "started"));
        Assert.Equal("refused", inside["threads"]);
        Assert.InRange(int.Parse(inside["started"]), 16, ThreadAllowance + 1);
    }

    [Theory]
    [EachIdentity("execs.py")]
    [EachIdentity("execs.cs.txt")]
    [Trait("Attack", "44")]
    public async Task Becoming_other_programs_goes_on_until_the_time_is_over(Identity identity, string act)
    {
        var server = await servers.OfAsync(identity);

        var outside = await server.OutsideAsync(new Act(act, "5"));
        var few = await server.RunAsync(new Act(act, "5"));
        var endless = await server.RunAsync(new Act(act, "1000000") { Timeout = 1 });

        Assert.Equal("execs=ok", outside.To("execs"));
        Assert.Equal("execs ok\n", few.Stdout);
        Assert.Equal("timed_out", endless.Outcome);
        await server.LivesAsync();
    }
}
