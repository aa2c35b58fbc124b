using System.Text;
using System.Text.Json.Nodes;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Tests.Server.Hosting.Stdio;

public class StdioTransportTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
    private const string Discover =
        """{"jsonrpc":"2.0","id":1,"method":"server/discover","params":""" +
        """{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",""" +
        "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";

    private const string Initialize =
        """{"jsonrpc":"2.0","id":2,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},""" +
        "\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}";

    private const string Pong = """{"result":{},"id":1,"jsonrpc":"2.0"}""";

    [Theory]
    [InlineData("garbage", "null")]
    [InlineData("""{"jsonrpc":"1.0","id":7,"method":"ping"}""", "7")]
    [InlineData("""{"id":"t","jsonrpc":"2.0","method":5}""", "\"t\"")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", "null")]
    public async Task A_line_that_is_no_message_is_answered_and_the_next_is_served(string line, string id)
    {
        await using var server = new ServerInProcess();

        await server.SendAsync(line);
        await server.SendAsync(Ping);

        Assert.Equal(
            $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32700,"message":"This line is not a JSON-RPC 2.0 message."}}""",
            await server.ReadLineAsync());
        Assert.Equal(Pong, await server.ReadLineAsync());
    }

    [Fact]
    public async Task A_line_over_8_MiB_is_answered_with_its_id_and_what_to_do_instead()
    {
        await using var server = new ServerInProcess();

        await server.SendAsync("""{"jsonrpc":"2.0","id":"long","method":"ping","x":""" + new string(' ', LineReader.LongestLine));
        await server.SendAsync(Ping);

        Assert.Equal(
            """{"jsonrpc":"2.0","id":"long","error":{"code":-32600,"message":"This line has more than 8388608 bytes (8 MiB), """
                + """the most for one message. Send the data in several smaller calls."}}""",
            await server.ReadLineAsync());
        Assert.Equal(Pong, await server.ReadLineAsync());
    }

    [Fact]
    public async Task Blank_lines_are_skipped_and_carriage_returns_are_blank()
    {
        await using var server = new ServerInProcess();

        await server.SendAsync("\r\n\n \t\r\n" + Ping + "\r");

        Assert.Equal(Pong, await server.ReadLineAsync());
    }

    [Fact]
    public async Task A_byte_order_mark_before_a_line_is_skipped()
    {
        await using var server = new ServerInProcess();

        await server.SendAsync("\ufeff\r");
        await server.SendAsync("\ufeff" + Ping);
        var reply = await server.ReadLineAsync();
        await server.SendAsync("\ufeffgarbage");

        Assert.Equal(Pong, reply);
        Assert.Contains("-32700", await server.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_line_needs_no_line_feed()
    {
        await using var server = new ServerInProcess();

        await server.SendAsync(Encoding.UTF8.GetBytes(Ping));
        server.EndInput();

        Assert.Equal(Pong, await server.ReadLineAsync());
    }

    [Fact]
    public async Task Text_is_written_as_it_is_but_for_what_ends_a_line()
    {
        await using var server = new ServerInProcess();
        server.Tool.Release("<é 名 😀> & 'x' + \u2028\n\"");

        await server.CallHeldAsync("1");

        Assert.Contains("""{"type":"text","text":"<é 名 😀> & 'x' + \u2028\n\""}""", await server.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"hold","arguments":{"é\"名😀":1} } }""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"é\"名😀"} }""")]
    [InlineData("""{"jsonrpc":"2.0","id":"é\"名😀","method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"é\"名😀","method":5}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","é\"名😀":1,"é\"名😀":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"é\"名😀"} }""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"é\"名😀"}""")]
    public async Task Errors_and_ids_quote_what_was_sent_in_readable_text(string line)
    {
        await using var server = new ServerInProcess();

        await server.SendAsync(line);
        var reply = await server.ReadLineAsync();

        Assert.Contains("é\\\"名😀", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discover_is_answered_in_order_and_does_not_bind_the_connection()
    {
        await using var server = new ServerInProcess();

        await server.SendAsync(Discover);
        await server.SendAsync(Initialize);
        var discovered = await server.ReadAsync();
        var initialized = await server.ReadAsync();

        Assert.Equal("""["2026-07-28"]""", discovered["result"]!["supportedVersions"]!.ToJsonString());
        Assert.Equal("2025-06-18", (string?)initialized["result"]!["protocolVersion"]);
        Assert.True(JsonNode.DeepEquals(initialized["result"]!["instructions"], discovered["result"]!["instructions"]));
    }
}
