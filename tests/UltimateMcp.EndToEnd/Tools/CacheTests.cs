using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

public sealed class CacheTests
{
    [Fact]
    public async Task An_identical_run_is_answered_from_the_cache_with_its_own_id_and_age()
    {
        await using var server = await StartAsync();

        var first = await server.RunAsync("print(sum(range(10)))");
        var second = await server.RunAsync("print(sum(range(10)))");

        Assert.Equal("false", first["cached"]);
        Assert.Equal("true", second["cached"]);
        Assert.Equal(first["run_id"], second["run_id"]);
        Assert.Equal(first["stdout"], second["stdout"]);
        Assert.NotNull(second["age_seconds"]);
        Assert.Contains("cached: made", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_record_was_removed_is_made_again()
    {
        await using var server = await StartAsync();
        var first = await server.RunAsync("print(7)");
        Directory.Delete(Path.Combine(server.Home, "outputs", first["run_id"]!), recursive: true);

        // For a moment, an earlier check of its existence still counts.
        var second = await server.RunAsync("print(7)");
        while (second["cached"] == "true")
        {
            second = await server.RunAsync("print(7)");
        }

        Assert.NotEqual(first["run_id"], second["run_id"]);
        Assert.True(Directory.Exists(Path.Combine(server.Home, "outputs", second["run_id"]!)));
    }

    [Fact]
    public async Task Fresh_runs_it_again_and_renews_what_is_remembered()
    {
        await using var server = await StartAsync();

        var first = await server.RunAsync("print(1)");
        var fresh = await server.RunAsync("print(1)", more: ("fresh", true));
        var third = await server.RunAsync("print(1)");

        Assert.Equal("false", fresh["cached"]);
        Assert.NotEqual(first["run_id"], fresh["run_id"]);
        Assert.Equal(fresh["run_id"], third["run_id"]);
    }

    [Theory]
    [InlineData("import time; print(1)", "it imports a clock")]
    [InlineData("import pandas as pd; print(pd.Timestamp.now())", "it imports what is not listed")]
    [InlineData("jq -n now", "it calls what is not listed", "", "bash")]
    [InlineData("echo $RANDOM", "it reads what differs each time", "", "bash")]
    [InlineData("console.log(Date.now())", "it reads the clock", "", "javascript")]
    [InlineData("print({'a', 'b'})", "it shows the order of a set")]
    [InlineData("raise ValueError('no')", "it failed")]
    [InlineData("import missing_module", "a module may be installed a minute later")]
    [InlineData("missing_command", "a command may be installed a minute later", "", "bash")]
    [InlineData("cat missing.txt", "it failed", "", "bash")]
    [InlineData("process.exitCode = 3", "it failed", "", "javascript")]
    [InlineData("console.log(1)", "TypeScript is not parsed", "", "typescript")]
    [InlineData("print(1", "it cannot be parsed")]
    [InlineData("while True: print(1)", "it was ended at a limit")]
    [InlineData("print(object())", "its output shows an address")]
    [InlineData("import sys; print(object(), file=sys.stderr)", "its error output shows an address")]
    [InlineData("raise ValueError(object())", "its exception shows an address")]
    public async Task A_run_that_may_differ_next_time_is_made_again(
        string code, string because, string stdin = "", string language = "python")
    {
        await using var server = await StartAsync(("MAX_OUTPUT_KB", "1"));

        await server.RunAsync(code, language, ("stdin", stdin));
        var second = await server.RunAsync(code, language, ("stdin", stdin));

        Assert.True(second["cached"] == "false", $"Cached although {because}.");
    }

    [Theory]
    [InlineData("print(input())", "time", "python")]
    [InlineData("console.log(require('fs').readFileSync(0, 'utf8'))", "Math.random()", "javascript")]
    [InlineData("cat", "date", "bash")]
    public async Task Input_that_only_looks_like_code_is_data(string code, string stdin, string language)
    {
        await using var server = await StartAsync();

        await server.RunAsync(code, language, ("stdin", stdin));
        var second = await server.RunAsync(code, language, ("stdin", stdin));

        Assert.Equal("true", second["cached"]);
    }

    [Theory]
    [InlineData("data:;base64,Zmlu", "true")]
    [InlineData("data:;base64,/w==", "false")]
    public async Task Only_bytes_that_are_text_can_be_part_of_a_cached_run(string content, string isCached)
    {
        await using var server = await StartAsync();
        (string, object?) file = ("files", new JsonObject { ["a"] = content });

        await server.RunAsync("print(len(open('a', 'rb').read()))", more: file);
        var second = await server.RunAsync("print(len(open('a', 'rb').read()))", more: file);

        Assert.Equal(isCached, second["cached"]);
    }

    [Fact]
    public async Task Simultaneous_identical_calls_are_one_execution()
    {
        await using var server = await StartAsync();
        const string Slow = "print(sum(i * i for i in range(3_000_000)))";

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.RunAsync(Slow)));

        Assert.Single(answers.Select(answer => answer["run_id"]).Distinct(StringComparer.Ordinal));
        Assert.Single(answers, answer => answer["cached"] == "false");
    }

    [Fact]
    public async Task A_hit_gives_its_token_back()
    {
        await using var server = await TestServer.StartAsync(("RATE_LIMIT_EXECUTE_PER_MINUTE", "2"));
        await server.RunAsync("print(1)");

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("true", (await server.RunAsync("print(1)"))["cached"]);
        }

        Assert.Equal("false", (await server.RunAsync("print(2)"))["cached"]);
        var refused = await server.RunAsync("print(3)");
        Assert.Equal("rate_limited", refused.Error.GetProperty("code").GetString());
        Assert.InRange(refused.Error.GetProperty("retry_after_ms").GetInt64(), 1, 30_000);
    }

    [Fact]
    public async Task CACHE_ENABLED_false_runs_everything()
    {
        await using var server = await StartAsync(("CACHE_ENABLED", "false"));

        await server.RunAsync("print(1)");
        var second = await server.RunAsync("print(1)");

        Assert.Equal("false", second["cached"]);
    }

    [Fact]
    public async Task CACHE_SIZE_holds_that_many_results_and_the_oldest_makes_room()
    {
        await using var server = await StartAsync(("CACHE_SIZE", "1"));

        await server.RunAsync("print(1)");
        var kept = await server.RunAsync("print(1)");
        await server.RunAsync("print(2)");
        var displaced = await server.RunAsync("print(1)");

        Assert.Equal("true", kept["cached"]);
        Assert.Equal("false", displaced["cached"]);
    }

    [Fact]
    public async Task CACHE_TTL_ends_what_is_remembered()
    {
        await using var server = await StartAsync(("CACHE_TTL", "0.5"));
        var first = await server.RunAsync("print(1)");
        using var timeout = new CancellationTokenSource(TestServer.Timeout);

        var later = first;
        do
        {
            timeout.Token.ThrowIfCancellationRequested();
            later = await server.RunAsync("print(1)");
        }
        while (later["cached"] == "true");

        Assert.NotEqual(first["run_id"], later["run_id"]);
    }

    private static Task<TestServer> StartAsync(params (string, string)[] settings) =>
        TestServer.StartAsync([.. UnlimitedServer.NoRateLimits, .. settings]);
}
