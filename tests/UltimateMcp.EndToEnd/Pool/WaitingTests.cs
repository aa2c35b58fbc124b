using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Pool;

/// <summary>Interpreters that wait: when they are started, and how they end.</summary>
public sealed class WaitingTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task None_waits_before_the_first_use_and_then_only_those_of_the_language_that_was_used()
    {
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);

        await server.CallAsync("health");
        var before = ProcessTree.Below(server.ProcessId);
        await server.WarmUpAsync("python");

        Assert.Empty(before);
        Assert.Equal(new PoolReading(2, WarmRuns: 0, ColdRuns: 1), await PoolReading.OfAsync(server, "python"));
        Assert.Equal(new PoolReading(0, 0, 0), await PoolReading.OfAsync(server, "javascript"));
        Assert.Equal(WarmServer.Full * WarmServer.ProcessesOfOne, ProcessTree.Below(server.ProcessId).Count);
    }

    [Fact]
    public async Task A_pool_without_memory_is_off()
    {
        await using var server = await TestServer.StartAsync(WarmServer.Off);

        await server.RunAsync("print(1)");
        await server.RunAsync("print(2)");
        var health = await server.CallAsync("health");

        Assert.Contains("pool: off", health.Text, StringComparison.Ordinal);
        Assert.Empty(ProcessTree.Below(server.ProcessId));
    }

    [Fact]
    public async Task No_more_wait_than_fit_into_the_memory_of_the_pool()
    {
        const int Mebibytes = 11;
        await using var server = await TestServer.StartAsync(
            [.. UnlimitedServer.NoRateLimits, ("POOL_MAX_MEMORY_MB", $"{Mebibytes}")]);
        await server.RunAsync("print(1)", "python", ("fresh", true));
        await server.FillAsync("python", waiting: 1);
        await server.RunAsync("echo 1", "bash", ("fresh", true));
        await server.FillAsync("bash");

        var pool = (await server.CallAsync("health")).Structured.GetProperty("pool");

        Assert.InRange(pool.GetProperty("memory_bytes").GetInt64(), 1, Mebibytes << 20);
        Assert.Equal(Mebibytes << 20, pool.GetProperty("max_memory_bytes").GetInt64());
    }

    [Fact]
    [Trait("Attack", "82")]
    public async Task One_that_waits_does_nothing_until_its_run()
    {
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        await server.WarmUpAsync("python");
        var waiting = ProcessTree.Below(server.ProcessId);
        var before = waiting.Sum(process => process.ProcessorTicks());

        for (var i = 0; i < 20; i++)
        {
            await server.RunAsync("for ((i = 0; i < 1000; i++)); do :; done", "bash", ("fresh", true));
        }

        var after = waiting.Sum(process => process.ProcessorTicks());
        var reply = await server.RunWarmAsync("print('served')", "python");

        Assert.Equal(before, after);
        Assert.Equal("served\n", reply.Stdout);
    }

    [Fact]
    [Trait("Attack", "83")]
    public async Task One_that_is_killed_while_it_waits_costs_no_run()
    {
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        await server.WarmUpAsync("python");
        var waiting = ProcessTree.Below(server.ProcessId);

        // All but the outer bubblewraps, in any order: the interpreters too, which end with the first process of their sandbox.
        var inner = waiting.Where(process => process.Parent != server.ProcessId).ToList();
        var killed = inner.Count(process => Signals.TrySend(process.Id, PosixSignalNumber.Kill));

        Assert.InRange(killed, WarmServer.Full, inner.Count);
        Assert.True(await ProcessTree.AreGoneAsync(inner, Soon));
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => server.RunAsync($"print({i})", "python", ("fresh", true))));
        await server.FillAsync("python");
        var later = await server.RunWarmAsync("print('later')", "python");

        Assert.Equal(["0\n", "1\n", "2\n", "3\n"], replies.Select(reply => reply.Stdout));
        Assert.True(await ProcessTree.AreGoneAsync(waiting, Soon));
        Assert.Equal("later\n", later.Stdout);
    }

    [Theory]
    [InlineData("killed")]
    [InlineData("terminated")]
    [InlineData("input ended")]
    public async Task None_outlives_its_server(string end)
    {
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        string[] languages = ["python", "javascript", "typescript", "bash", "csharp"];
        await Task.WhenAll(languages.Select(language => server.WarmUpAsync(language)));
        var waiting = ProcessTree.Below(server.ProcessId);

        if (end == "input ended")
        {
            server.EndInput();
        }
        else
        {
            server.Send(end == "killed" ? PosixSignalNumber.Kill : PosixSignalNumber.Terminate);
        }

        var exitCode = await server.WaitForExitAsync().WaitAsync(Soon);

        Assert.Equal(languages.Length * WarmServer.Full * WarmServer.ProcessesOfOne, waiting.Count);
        Assert.Equal(end == "killed" ? 137 : 0, exitCode);
        Assert.True(await ProcessTree.AreGoneAsync(waiting, Soon));
    }

    [Fact]
    public async Task Two_servers_on_one_home_have_their_own()
    {
        using var home = new TemporaryFolder();
        var options = new TestServerOptions { Home = home.Path, Settings = UnlimitedServer.NoRateLimits };
        await using var first = await TestServer.StartAsync(options);
        await using var second = await TestServer.StartAsync(options);
        await Task.WhenAll(first.WarmUpAsync("python"), second.WarmUpAsync("python"));

        first.Send(PosixSignalNumber.Kill);
        await first.WaitForExitAsync();
        var reply = await second.RunWarmAsync("print('alive')", "python");

        Assert.Equal("alive\n", reply.Stdout);
    }

    [Fact]
    public async Task A_language_s_next_run_is_cold_if_its_interpreter_has_changed()
    {
        using var folder = new TemporaryFolder();
        var link = Path.Combine(folder.Path, "python3");
        File.CreateSymbolicLink(link, "/usr/bin/python3");
        await using var server = await TestServer.StartAsync(
            [.. UnlimitedServer.NoRateLimits, ("PATH", $"{folder.Path}:/usr/bin:/bin")]);
        await server.WarmUpAsync("python");

        File.Delete(link);
        var reply = await server.RunAsync("print('found again')", "python", ("fresh", true));
        var after = await PoolReading.OfAsync(server, "python");

        Assert.Equal("found again\n", reply.Stdout);
        Assert.Equal(2, after.WarmRuns + after.ColdRuns);
    }

    /// <summary>Half of them reach a limit, each limit several times.</summary>
    [Fact]
    public async Task Two_hundred_runs_in_a_row_leave_nothing_behind()
    {
        const int Runs = 200;
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        await server.WarmUpAsync("python");
        var before = Directory.GetFiles($"/proc/{server.ProcessId}/fd").Length;
        (string Code, string Outcome)[] ends =
        [
            ("while True: pass", "timed_out"),
            ("held = [bytearray(1 << 20) for _ in range(4000)]", "memory_limit"),
            ("while True: print('x' * 100000)", "output_limit"),
            ("open('large', 'wb').write(bytes(20 << 20))", "file_limit"),
            ("import itertools\nfor i in itertools.count(): open(f'{i}', 'w').close()", "file_limit"),
            ("import os; os.fork()", "process_limit"),
            ("import os; os.kill(os.getpid(), 9)", "signaled"),
        ];

        for (var i = 0; i < Runs; i++)
        {
            var (code, outcome) = i % 2 == 0 ? ($"print({i})", "exited") : ends[i / 2 % ends.Length];
            var timeout = outcome == "timed_out" ? 0.2 : 10;
            var reply = await server.RunWarmAsync(code, "python", waiting: 1, ("timeout_seconds", timeout));
            Assert.True(reply.Outcome == outcome && (i % 2 == 1 || reply.Stdout == $"{i}\n"), $"{i}: {reply}");
        }

        await server.FillAsync("python");
        Assert.Equal(WarmServer.Full * WarmServer.ProcessesOfOne, ProcessTree.Below(server.ProcessId).Count);
        Assert.True(
            await ProcessTree.BecomesTrueAsync(() => Directory.GetFiles($"/proc/{server.ProcessId}/fd").Length <= before, Soon),
            $"{before} descriptors before, {Directory.GetFiles($"/proc/{server.ProcessId}/fd").Length} now");
    }
}
