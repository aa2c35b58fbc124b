using System.Text;
using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Protocol;

public class LinesTests
{
    private const int LongestLine = 8 * 1024 * 1024;

    [Fact]
    public async Task Every_kind_of_bad_line_is_answered_and_the_server_serves_on()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();
        string[] lines =
        [
            "garbage", "[]", "{}", """{"jsonrpc":"1.0","id":7,"method":"ping"}""", """{"jsonrpc":"2.0","id":8,"method":"\ud800"}""",
        ];

        foreach (var line in lines)
        {
            await server.Raw.SendAsync(line);
            Assert.Equal(-32700, (int)(await server.Raw.ReadAsync())["error"]!["code"]!);
        }

        await server.Raw.PingAsync();
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_line_that_no_parser_takes_is_answered_with_its_id_where_it_has_one(byte[] line, string id)
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        await server.Raw.SendAsync(line);
        var reply = await server.Raw.ReadAsync();

        Assert.Equal(-32700, (int)reply["error"]!["code"]!);
        Assert.Equal(id, reply["id"]?.ToJsonString() ?? "null");
        await server.Raw.PingAsync();
    }

    public static TheoryData<byte[], string> Unreadable { get; } = new()
    {
        { [.. Enumerable.Repeat((byte)'[', 10_000), (byte)'\n'], "null" },
        {
            Encoding.UTF8.GetBytes(
                $$"""{"params":{{new string('[', 10_000)}}{{new string(']', 10_000)}},"jsonrpc":"2.0","id":9,"method":"ping"}""" + "\n"),
            "9"
        },
        { [0, 0, 0, (byte)'\n'], "null" },
        { [0xff, 0xfe, (byte)'\n'], "null" },
        { [.. """{"jsonrpc":"2.0","id":"a","method":"ping"}"""u8, 0xff, (byte)'\n'], "\"a\"" },
    };

    [Fact]
    public async Task Blank_lines_and_carriage_returns_are_skipped_and_bad_bytes_in_a_string_are_replaced()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        await server.Raw.SendAsync("\n\r\n \t\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\r\n"u8.ToArray());
        await server.Raw.SendAsync((byte[])
        [
            .. """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"execute_code","arguments":{"code":"print('<"""u8,
            0xff,
            .. ">')\"}}}\n"u8,
        ]);
        var ping = await server.Raw.ReadAsync();
        var run = await server.Raw.ReadAsync();

        Assert.Equal(1, (int)ping["id"]!);
        Assert.Equal("<\ufffd>\n", (string?)run["result"]!["structuredContent"]!["stdout"]);
    }

    [Fact]
    public async Task A_line_of_8_MiB_is_served_and_one_byte_more_is_refused()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        await server.Raw.SendAsync(PingOfLength(1, LongestLine));
        var served = await server.Raw.ReadAsync();
        await server.Raw.SendAsync(PingOfLength(2, LongestLine + 1));
        var refused = await server.Raw.ReadAsync();

        Assert.Equal("""{"result":{},"id":1,"jsonrpc":"2.0"}""", served.ToJsonString());
        Assert.Equal(2, (int)refused["id"]!);
        Assert.Equal(-32600, (int)refused["error"]!["code"]!);
    }

    /// <summary>The first warms the server up; of four more no memory may stay.</summary>
    [Fact]
    public async Task Lines_of_40_MB_leave_no_memory_in_use()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();
        await RefuseAsync();
        var before = server.ResidentBytes;

        for (var more = 0; more < 4; more++)
        {
            await RefuseAsync();
        }

        Assert.InRange(server.ResidentBytes - before, long.MinValue, 32L * 1024 * 1024);

        async Task RefuseAsync()
        {
            await server.Raw.SendAsync(PingOfLength(3, 40_000_000));
            Assert.Equal(-32600, (int)(await server.Raw.ReadAsync())["error"]!["code"]!);
            await server.Raw.PingAsync();
        }
    }

    [Fact]
    public async Task Pings_are_answered_while_two_hundred_requests_are_under_way()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();
        var lines = Enumerable.Range(1, 200).Select(id => RawClient.Request(id, id % 2 == 0 ? "ping" : "tools/list"));

        await server.Raw.SendAsync(string.Join('\n', lines));
        var replies = new List<JsonNode>();
        while (replies.Count < 200)
        {
            replies.Add(await server.Raw.ReadAsync());
        }

        Assert.Equal(Enumerable.Range(1, 200), replies.Select(reply => (int)reply["id"]!).Order());
        Assert.All(replies, reply => Assert.NotNull(reply["result"]));
    }

    [Theory]
    [InlineData("Trace")]
    [InlineData("Verbose")]
    public async Task Output_has_nothing_but_the_protocol_at_LOG_LEVEL_Trace(string level)
    {
        await using var server = TestServer.StartRaw(("LOG_LEVEL", level));
        await server.Raw.InitializeAsync();
        await server.Raw.SendAsync("garbage");
        await server.Raw.SendAsync(RawClient.Request(1, "tools/list"));
        server.EndInput();

        var lines = await server.Raw.ReadToEndAsync();

        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Equal("2.0", (string?)line["jsonrpc"]));
        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.DoesNotContain("garbage", server.Errors, StringComparison.Ordinal);
    }

    private static byte[] PingOfLength(int id, int length)
    {
        var head = $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"ping\",\"params\":{{\"padding\":\"";
        const string Tail = "\"}}";
        return Encoding.UTF8.GetBytes(head + new string('x', length - head.Length - Tail.Length) + Tail + "\n");
    }
}
