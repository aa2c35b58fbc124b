using System.Diagnostics;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

public class LifecycleAttacks(AttackServers servers)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    [Theory]
    [EachIdentity("holding")]
    [EachIdentity("closed")]
    [Trait("Attack", "63")]
    [Trait("Attack", "64")]
    public async Task A_process_left_behind_neither_delays_the_reply_nor_outlives_it(Identity identity, string way)
    {
        var server = await servers.OfAsync(identity, ("MAX_PROCESSES", "9"));
        var mark = LeftProcess.NewMark();
        var act = new Act("daemon.py", mark, way);
        var livesOutside = await LeftProcess.LivesOutsideAsync(server, act, mark);
        await server.LivesAsync();
        var began = Stopwatch.GetTimestamp();

        var inside = await server.InsideAsync(act);
        var took = Stopwatch.GetElapsedTime(began);

        Assert.True(livesOutside);
        Assert.NotEqual("", inside["left"]);
        Assert.InRange(took, TimeSpan.Zero, AtOnce);
        await ProcessTree.NoneHasAsync(mark);
    }

    /// <summary>
    /// In each moment of a start: before bubblewrap has forked, while it mounts, when the worker waits, when the code
    /// runs.
    /// </summary>
    [Theory, EachIdentity]
    [Trait("Attack", "65")]
    public async Task A_run_cancelled_at_any_moment_leaves_nothing(Identity identity)
    {
        const int Times = 200;
        const double Longest = 20;
        var server = await ServerAsync(identity);
        await server.LivesAsync();

        for (var i = 0; i < Times; i++)
        {
            using var cancel = new CancellationTokenSource();
            var call = server.RunAsync(new Act("endless.py", "sleep"), cancel.Token);
            Spin(TimeSpan.FromMilliseconds(Longest * i / Times));
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        Assert.True(
            await ProcessTree.BecomesTrueAsync(() => ProcessTree.Below(server.Server.ProcessId).Count == 0, TestServer.Timeout),
            "Left: " + string.Join(", ", ProcessTree.Below(server.Server.ProcessId)));
        await ProcessTree.NoneHasAsync(Mark(identity));
        await server.LivesAsync();
    }

    [Theory]
    [EachIdentity(0)]
    [EachIdentity(10)]
    [EachIdentity(25)]
    [EachIdentity(60)]
    [EachIdentity(500)]
    [Trait("Attack", "66")]
    public async Task A_server_that_is_killed_leaves_no_program_behind(Identity identity, int milliseconds)
    {
        await using var server = await AttackServer.StartAsync(
            identity, null, ("MAX_FILE_SIZE_MB", FileSize(identity) + 10 + ""));
        var argument = Mark(identity, 10);
        await server.LivesAsync();
        List<Task> calls =
        [
            server.RunAsync(new Act("endless.py", "ignore")),
            server.RunAsync(new Act("family.sh")),
            server.RunAsync(new Act("family.sh")),
        ];
        Spin(TimeSpan.FromMilliseconds(milliseconds));
        if (milliseconds == 500)
        {
            Assert.True(
                await ProcessTree.BecomesTrueAsync(() => ProcessTree.Below(server.Server.ProcessId).Count >= 12, TestServer.Timeout),
                "The programs did not start.");
        }

        var programs = ProcessTree.Below(server.Server.ProcessId);
        server.Server.Send(PosixSignalNumber.Kill);
        await server.Server.WaitForExitAsync();

        Assert.True(
            await ProcessTree.BecomesTrueAsync(
                () => !programs.Any(program => program.Lives) && !ProcessTree.WithArgument(argument).Any(), TestServer.Timeout),
            "Alive: " + string.Join(", ", programs.Where(program => program.Lives)));
        await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(calls));
    }

    [Theory, EachIdentity]
    [Trait("Attack", "66")]
    public async Task Outside_the_children_of_a_killed_process_live_on(Identity identity)
    {
        var server = await ServerAsync(identity);
        using var outside = await server.StartOutsideAsync(new Act("family.sh"));
        Assert.StartsWith("begun", await outside.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        Assert.True(
            await ProcessTree.BecomesTrueAsync(() => ProcessTree.Below(outside.Id).Count >= 5, TestServer.Timeout),
            "The family did not start.");
        var children = ProcessTree.Below(outside.Id);

        outside.Kill();
        await outside.WaitForExitAsync();
        var alive = children.Count(child => child.Lives);
        foreach (var child in children.Where(child => child.Lives))
        {
            Signals.Send(child.Id, PosixSignalNumber.Kill);
        }

        Assert.Equal(children.Count, alive);
    }

    /// <summary>
    /// A server of these tests alone, whose programs can be told from those of others by an argument of their own.
    /// Without interpreters that wait: they are processes too, and it is the start of one that is cancelled.
    /// </summary>
    private Task<AttackServer> ServerAsync(Identity identity) =>
        servers.OfAsync(identity, AttackServer.NoPool, ("MAX_PROCESSES", "8"), ("MAX_FILE_SIZE_MB", FileSize(identity) + ""));

    /// <summary>The moment itself is what is tried: there is no signal to wait for.</summary>
    private static void Spin(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            Thread.SpinWait(100);
        }
    }

    private static int FileSize(Identity identity) => identity == Identity.Root ? 17 : 18;

    private static string Mark(Identity identity, int more = 0) => $"--fsize={(FileSize(identity) + more) * 1024L * 1024}";
}
