using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Protocol;

public sealed class CancellationTests
{
    private const string Stubborn =
        "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('up', flush=True)\ntime.sleep(60)\n";

    /// <summary>Distinguishes a run that is gone from one that sleeps for a minute.</summary>
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("9007199254740993")]
    [InlineData("\"1\"")]
    [InlineData("\"\"")]
    [InlineData("\"Größe \\\"\\n\\u0000 🐍\"")]
    public async Task A_cancelled_run_is_gone_whatever_its_id_and_gets_no_reply(string id)
    {
        await using var server = TestServer.StartRaw(("MAX_EXECUTION_TIME", "60"), ("POOL_MAX_MEMORY_MB", "0"));
        await server.Raw.InitializeAsync();
        await server.Raw.SendAsync(RawClient.Call(JsonNode.Parse(id)!, "execute_code", new JsonObject { ["code"] = Stubborn }, "p"));
        await server.Raw.HearAsync("up");
        var program = ProcessTree.Below(server.ProcessId);

        await CancelAsync(server, id);

        Assert.NotEmpty(program);
        Assert.True(await ProcessTree.AreGoneAsync(program, _bound));
        server.EndInput();
        Assert.Empty(await server.Raw.ReadToEndAsync());
        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.Contains(": cancelled after", server.Errors, StringComparison.Ordinal);
        Assert.Contains("\"cancelled\"", Assert.Single(Records(server)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_works_without_a_handshake_too()
    {
        await using var server = TestServer.StartRaw(("MAX_EXECUTION_TIME", "60"), ("POOL_MAX_MEMORY_MB", "0"));
        var parameters = RawClient.Stateless();
        parameters["name"] = "execute_code";
        parameters["arguments"] = new JsonObject { ["code"] = Stubborn };
        parameters["_meta"]!["progressToken"] = "p";
        await server.Raw.SendAsync(RawClient.Request(1, "tools/call", parameters));
        await server.Raw.HearAsync("up");
        var program = ProcessTree.Below(server.ProcessId);

        await CancelAsync(server, "1");

        Assert.NotEmpty(program);
        Assert.True(await ProcessTree.AreGoneAsync(program, _bound));
        server.EndInput();
        Assert.Empty(await server.Raw.ReadToEndAsync());
    }

    [Fact]
    public async Task A_cancellation_ends_the_call_with_that_id_and_no_other()
    {
        await using var server = TestServer.StartRaw(UnlimitedServer.NoRateLimits);
        await server.Raw.InitializeAsync();
        await server.Raw.SendAsync(RawClient.Call(1, "execute_code", new JsonObject { ["code"] = Stubborn }, "p"));
        await server.Raw.SendAsync(
            RawClient.Call("1", "execute_code", new JsonObject { ["code"] = "import time; time.sleep(2); print('kept')" }));
        await server.Raw.HearAsync("up");

        await CancelAsync(server, "1");
        var reply = await server.Raw.ReadAsync();

        Assert.Equal("\"1\"", reply["id"]!.ToJsonString());
        Assert.Equal("kept\n", (string?)reply["result"]!["structuredContent"]!["stdout"]);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_never_runs()
    {
        await using var server = TestServer.StartRaw([("MAX_CONCURRENT_CALLS", "1"), .. UnlimitedServer.NoRateLimits]);
        await server.Raw.InitializeAsync();
        await server.Raw.SendAsync(RawClient.Call(1, "execute_code", new JsonObject { ["code"] = Stubborn }, "first"));
        await server.Raw.HearAsync("up");
        await server.Raw.SendAsync(RawClient.Call(2, "execute_code", new JsonObject { ["code"] = "print('never')" }, "second"));
        await server.Raw.HearAsync("waiting, 0 ahead");

        await CancelAsync(server, "2");
        await CancelAsync(server, "1");
        var next = await server.Raw.CallToolAsync("execute_code", new JsonObject { ["code"] = "print('next')" });

        Assert.Equal("next\n", (string?)next["result"]!["structuredContent"]!["stdout"]);
        Assert.Equal(2, Records(server).Count);
        Assert.DoesNotContain(
            Directory.GetFiles(server.Home, "stdout", SearchOption.AllDirectories), file => File.ReadAllText(file) == "never\n");
    }

    [Fact]
    public async Task A_cancellation_that_comes_with_its_call_leaves_no_program()
    {
        await using var server = TestServer.StartRaw(UnlimitedServer.NoRateLimits);
        await server.Raw.InitializeAsync();
        var lines = Enumerable.Range(1, 20).SelectMany(id => new[]
        {
            RawClient.Call(id, "execute_code", new JsonObject { ["code"] = Stubborn, ["fresh"] = true }),
            Cancellation($"{id}"),
        });

        await server.Raw.SendAsync(string.Join('\n', lines));
        await server.Raw.PingAsync();
        server.EndInput();

        Assert.Empty(await server.Raw.ReadToEndAsync());
        Assert.Equal(0, await server.WaitForExitAsync());
    }

    private static Task CancelAsync(TestServer server, string id) => server.Raw.SendAsync(Cancellation(id));

    private static string Cancellation(string id) =>
        $$$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{{id}}}}}""";

    private static IReadOnlyList<string> Records(TestServer server) =>
        [.. Directory.GetFiles(server.Home, "result.json", SearchOption.AllDirectories).Select(File.ReadAllText)];
}
