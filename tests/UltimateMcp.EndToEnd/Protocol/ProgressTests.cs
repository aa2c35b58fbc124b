using System.Globalization;
using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Protocol;

public sealed class ProgressTests
{
    private const string FiveLinesASecond = "import time\nfor i in range(14):\n    print('line', i, flush=True)\n    time.sleep(0.2)\n";

    [Theory]
    [InlineData("\"p-1\"")]
    [InlineData("\"7\"")]
    [InlineData("7")]
    [InlineData("0")]
    public async Task A_call_with_a_progress_token_reports_the_last_printed_line_each_second(string token)
    {
        await using var server = TestServer.StartRaw(("MAX_EXECUTION_TIME", "20"));
        await server.Raw.InitializeAsync();
        await server.Raw.CallToolAsync("health", []); // Once it has answered, the sandbox is proven and a run starts at once.

        await server.Raw.SendAsync(
            RawClient.Call(1, "execute_code", new JsonObject { ["code"] = FiveLinesASecond }, JsonNode.Parse(token)));
        var messages = await ReadThroughAsync(server, id: 1);

        var notes = messages.SkipLast(1).Select(message => message["params"]!).ToList();
        Assert.Equal("exited", (string?)messages[^1]["result"]!["structuredContent"]!["outcome"]);
        Assert.InRange(notes.Count, 2, 10);
        Assert.All(notes, note => Assert.Equal(token, note["progressToken"]!.ToJsonString()));
        Assert.All(notes, note => Assert.Equal(20, (double)note["total"]!));
        AssertGrows(notes.Select(note => (double)note["progress"]!));
        AssertGrows(notes.Select(note => LineNumber((string)note["message"]!)));
    }

    [Fact]
    public async Task The_stateless_version_sends_the_same_progress()
    {
        await using var server = TestServer.StartRaw();
        var parameters = RawClient.Stateless();
        parameters["_meta"]!["progressToken"] = "stateless";
        parameters["name"] = "execute_code";
        parameters["arguments"] = new JsonObject { ["code"] = FiveLinesASecond };

        await server.Raw.SendAsync(RawClient.Request(1, "tools/call", parameters));
        var messages = await ReadThroughAsync(server, id: 1);

        Assert.NotNull(messages[^1]["result"]);
        Assert.InRange(messages.Count, 3, 15);
        Assert.All(messages.SkipLast(1), message => Assert.Equal("stateless", (string?)message["params"]!["progressToken"]));
    }

    [Fact]
    public async Task A_call_without_a_progress_token_gets_its_reply_and_nothing_else()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        await server.Raw.SendAsync(RawClient.Call(1, "execute_code", new JsonObject { ["code"] = FiveLinesASecond }));
        var messages = await ReadThroughAsync(server, id: 1);

        Assert.Single(messages);
    }

    [Fact]
    public async Task A_waiting_call_reports_how_many_are_ahead()
    {
        await using var server = TestServer.StartRaw([("MAX_CONCURRENT_CALLS", "1"), .. UnlimitedServer.NoRateLimits]);
        await server.Raw.InitializeAsync();
        var program = new JsonObject { ["code"] = "import time; print('up', flush=True); time.sleep(4)" };
        await server.Raw.SendAsync(RawClient.Call(1, "execute_code", program, "first"));
        await server.Raw.HearAsync("up");

        await server.Raw.SendAsync(RawClient.Call(2, "execute_code", new JsonObject { ["code"] = "print('second')" }, "second"));
        await server.Raw.HearAsync("waiting, 0 ahead");
        await server.Raw.SendAsync(RawClient.Call(3, "execute_code", new JsonObject { ["code"] = "print('third')" }, "third"));
        await server.Raw.HearAsync("waiting, 1 ahead");
        var messages = await ReadThroughAsync(server, id: 3);

        Assert.Equal("third\n", (string?)messages[^1]["result"]!["structuredContent"]!["stdout"]);
    }

    private static async Task<IReadOnlyList<JsonNode>> ReadThroughAsync(TestServer server, int id)
    {
        var messages = new List<JsonNode>();
        do
        {
            messages.Add(await server.Raw.ReadAsync());
        }
        while ((int?)messages[^1]["id"] != id);

        return messages;
    }

    private static double LineNumber(string message)
    {
        Assert.Matches(@"^\d+ s: line \d+$", message);
        return double.Parse(message[(message.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }

    private static void AssertGrows(IEnumerable<double> values)
    {
        var all = values.ToList();
        Assert.Equal(all.Distinct().Order(), all);
    }
}
