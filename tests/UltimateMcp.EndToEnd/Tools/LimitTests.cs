using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>Each limit that is a setting: at it, and just past it.</summary>
public sealed class LimitTests
{
    /// <summary>The time limit is much longer than any test: the call that takes the slot runs until it is cancelled.</summary>
    private static readonly (string, string)[] OneAtATime = [("MAX_CONCURRENT_CALLS", "1"), ("MAX_EXECUTION_TIME", "300")];

    [Theory]
    [InlineData(1024, "exited")]
    [InlineData(1025, "output_limit")]
    public async Task MAX_OUTPUT_KB_is_what_one_stream_may_hold(int bytes, string outcome)
    {
        await using var server = await StartAsync(("MAX_OUTPUT_KB", "1"));

        var answer = await server.RunAsync($"import sys\nsys.stderr.write('x' * {bytes})");

        Assert.Equal(outcome, answer["outcome"]);
        Assert.Equal(1024, answer["stderr"]!.Length);
    }

    [Theory]
    [InlineData(1024 * 1024, "exited", false)]
    [InlineData(1024 * 1024 + 1, "file_limit", true)]
    public async Task MAX_FILE_SIZE_MB_is_what_one_file_may_hold(int bytes, string outcome, bool isHinted)
    {
        await using var server = await StartAsync(("MAX_FILE_SIZE_MB", "1"));

        var answer = await server.RunAsync($"with open('f', 'wb') as file: file.write(bytes({bytes}))");

        Assert.Equal(outcome, answer["outcome"]);
        Assert.Equal(isHinted, answer["hint"]?.Contains("MAX_FILE_SIZE_MB", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData(40, "exited")]
    [InlineData(160, "memory_limit")]
    public async Task MAX_MEMORY_MB_is_what_the_program_may_use(int megabytes, string outcome)
    {
        await using var server = await StartAsync(("MAX_MEMORY_MB", "48"));

        var answer = await server.RunAsync($"x = bytearray({megabytes} * 1024 * 1024)\nprint(len(x))");

        Assert.Equal(outcome, answer["outcome"]);
    }

    [Theory]
    [InlineData("1", 1, "exited")]
    [InlineData("1", 2, "process_limit")]
    [InlineData("3", 3, "exited")]
    [InlineData("3", 4, "process_limit")]
    public async Task MAX_PROCESSES_is_what_may_run_at_once(string limit, int processes, string outcome)
    {
        await using var server = await StartAsync(("MAX_PROCESSES", limit));

        // All of them run until the program exits; the watch has a second to see them.
        var seconds = outcome == "exited" ? 2 : 60;
        var answer = await server.RunAsync(
            $"""
            import os, time
            for _ in range({processes} - 1):
                if os.fork() == 0:
                    time.sleep(60)
            time.sleep({seconds})
            os._exit(0)
            """);

        Assert.Equal(outcome, answer["outcome"]);
    }

    [Fact]
    public async Task MAX_EXECUTION_TIME_ends_a_run_and_bounds_timeout_seconds()
    {
        await using var server = await StartAsync(("MAX_EXECUTION_TIME", "1"));

        var ended = await server.RunAsync("while True: pass");
        var refused = await server.RunAsync("1", more: ("timeout_seconds", 1.5));
        var atTheLimit = await server.RunAsync("print(1)", more: ("timeout_seconds", 1));

        Assert.Equal("timed_out", ended["outcome"]);
        Assert.InRange(
            TimeSpan.FromMilliseconds(long.Parse(ended["duration_ms"]!)),
            TestServer.NotBefore(TimeSpan.FromSeconds(1)),
            TestServer.Timeout);
        Assert.Contains("MAX_EXECUTION_TIME", ended["hint"], StringComparison.Ordinal);
        Assert.Equal("invalid_argument", refused.Error.GetProperty("code").GetString());
        Assert.Equal("exited", atTheLimit["outcome"]);
    }

    [Fact]
    public async Task RATE_LIMIT_EXECUTE_PER_MINUTE_refuses_the_call_after_the_last_token_and_says_when_to_try_again()
    {
        await using var server = await TestServer.StartAsync(("RATE_LIMIT_EXECUTE_PER_MINUTE", "2"), ("RATE_LIMIT_RPS", "0"));

        await server.RunAsync("print(1)");
        var hit = await server.RunAsync("print(1)");
        await server.RunAsync("print(2)");
        var refused = await server.RunAsync("print(3)");
        var health = await server.CallAsync("health");

        Assert.Equal("true", hit["cached"]);
        Assert.Equal("rate_limited", refused.Error.GetProperty("code").GetString());
        Assert.True(refused.Error.GetProperty("retryable").GetBoolean());
        Assert.InRange(refused.Error.GetProperty("retry_after_ms").GetInt64(), 1, 30_000);
        Assert.False(health.IsError);
    }

    [Fact]
    public async Task RATE_LIMIT_RPS_holds_for_each_tool_by_itself()
    {
        await using var server = await TestServer.StartAsync(("RATE_LIMIT_RPS", "0.1"), ("RATE_LIMIT_EXECUTE_PER_MINUTE", "0"));
        const string Nowhere = "ultimate://run/run_01ARYZ6S41TSV4RRFFQ69G5FAV/stdout";

        var first = await server.CallAsync("read_output", ("uri", Nowhere));
        var second = await server.CallAsync("read_output", ("uri", Nowhere));
        var run = await server.RunAsync("print(1)");

        Assert.Equal("invalid_argument", first.Error.GetProperty("code").GetString());
        Assert.Equal("rate_limited", second.Error.GetProperty("code").GetString());
        Assert.Equal("exited", run["outcome"]);
    }

    [Fact]
    public async Task MAX_CONCURRENT_CALLS_lets_the_rest_wait_and_health_passes_by()
    {
        await using var server = await StartAsync(OneAtATime);
        await using var slot = await TakenSlot.TakeAsync(server);
        var waiting = server.RunAsync("print('second')");

        var health = await server.CallAsync("health");
        var stillWaits = !waiting.IsCompleted;
        await slot.ReleaseAsync();

        Assert.False(health.IsError);
        Assert.True(stillWaits);
        Assert.Equal("second\n", (await waiting)["stdout"]);
    }

    [Fact]
    public async Task More_than_256_waiting_calls_are_busy()
    {
        await using var server = await StartAsync(OneAtATime);
        await using var slot = await TakenSlot.TakeAsync(server);

        var calls = Enumerable.Range(0, 258).Select(i => server.CallAsync("read_output", ("uri", $"x{i}"))).ToList();
        var firsts = new List<ToolAnswer>();
        await foreach (var call in Task.WhenEach(calls))
        {
            firsts.Add(await call);
            if (firsts.Count == 2)
            {
                break;
            }
        }

        await slot.ReleaseAsync();
        var answers = await Task.WhenAll(calls);

        Assert.Equal(2, answers.Count(answer => answer.Error.GetProperty("code").GetString() == "busy"));
        Assert.All(firsts, answer => Assert.True(answer.Error.GetProperty("retry_after_ms").GetInt64() > 0));
    }

    private static Task<TestServer> StartAsync(params (string, string)[] settings) =>
        TestServer.StartAsync([.. UnlimitedServer.NoRateLimits, .. settings]);
}
