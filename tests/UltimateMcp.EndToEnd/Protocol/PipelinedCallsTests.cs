using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Protocol;

public sealed class PipelinedCallsTests
{
    [Fact]
    public async Task Two_hundred_calls_in_one_write_each_get_their_own_answer_once()
    {
        await using var server = TestServer.StartRaw(UnlimitedServer.NoRateLimits);
        await server.Raw.InitializeAsync();

        await server.Raw.SendAsync(string.Join('\n', Enumerable.Range(1, 200).Select(Line)));
        var replies = await server.Raw.ReadAsync(200);
        server.EndInput();

        Assert.Equal(Enumerable.Range(1, 200), replies.Select(reply => (int)reply["id"]!).Order());
        Assert.All(replies, reply => Assert.Contains(Answer((int)reply["id"]!), reply["result"]!.ToJsonString(), StringComparison.Ordinal));
        Assert.Empty(await server.Raw.ReadToEndAsync());
    }

    [Fact]
    public async Task A_ping_is_answered_while_every_slot_is_taken()
    {
        await using var server = TestServer.StartRaw([("MAX_CONCURRENT_CALLS", "2"), .. UnlimitedServer.NoRateLimits]);
        await server.Raw.InitializeAsync();
        var busy = Enumerable.Range(1, 6)
            .Select(id => RawClient.Call(id, "execute_code", new JsonObject { ["code"] = $"import time; time.sleep(1); print({id})" }));

        await server.Raw.SendAsync(string.Join('\n', busy.Append(RawClient.Request(7, "ping"))));
        var first = await server.Raw.ReadAsync();
        var others = await server.Raw.ReadAsync(6);

        Assert.Equal(7, (int)first["id"]!);
        Assert.All(others, reply => Assert.Equal($"{reply["id"]}\n", (string?)reply["result"]!["structuredContent"]!["stdout"]));
    }

    /// <summary>Alternates between a run, a health call, a ping and a refusal.</summary>
    private static string Line(int id) => (id % 4) switch
    {
        0 => RawClient.Call(id, "execute_code", new JsonObject { ["code"] = $"echo run {id}", ["language"] = "bash" }),
        1 => RawClient.Call(id, "health", []),
        2 => RawClient.Request(id, "ping"),
        _ => RawClient.Call(id, "read_output", new JsonObject { ["uri"] = $"nowhere-{id}" }),
    };

    private static string Answer(int id) => (id % 4) switch
    {
        0 => $"\"stdout\":\"run {id}\\n\"",
        1 => "\"uptime_seconds\"",
        2 => "{}",
        _ => $"nowhere-{id}",
    };
}
