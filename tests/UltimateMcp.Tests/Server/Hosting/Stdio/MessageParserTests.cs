using System.Text;
using ModelContextProtocol.Protocol;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Tests.Server.Hosting.Stdio;

public class MessageParserTests
{
    [Theory]
    [InlineData("garbage")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ping"}""")]
    [InlineData("""{"id":1,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":5}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"} x""")]
    public void Anything_else_is_no_message(string line) =>
        Assert.Null(MessageParser.Parse(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""", true)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":["\uDC00"]}}""", true)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"\ud83d":1}}""", true)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":"\ud83d\ud83d"}}""", true)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":"\ud83d\ude00"}}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":"print('\\ud83d')"}}""", false)]
    public void A_line_with_a_lone_surrogate_is_no_message(string line, bool isRefused)
    {
        var bytes = Encoding.UTF8.GetBytes(line);

        Assert.Equal(isRefused, MessageParser.Parse(bytes) is null);
        Assert.Equal(isRefused, MessageParser.ContainsLoneSurrogate(bytes));
    }

    [Fact]
    public void Arguments_may_be_64_levels_deep_with_the_message_and_not_one_more()
    {
        Assert.NotNull(MessageParser.Parse(Deep(62)));
        Assert.Null(MessageParser.Parse(Deep(10_000)));
    }

    [Fact]
    public void Invalid_UTF_8_inside_a_string_becomes_a_replacement_character()
    {
        byte[] line = [.. "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a"u8, 0xFF, .. "\"}"u8];

        Assert.Equal("a\uFFFD", Assert.IsType<JsonRpcRequest>(MessageParser.Parse(line)).Method);
    }

    [Fact]
    public void Invalid_UTF_8_outside_of_strings_is_no_message()
    {
        byte[] line = [.. "{\"jsonrpc\":\"2.0\","u8, 0xFF, .. "\"id\":1}"u8];

        Assert.Null(MessageParser.Parse(line));
    }

    [Fact]
    public void A_carriage_return_at_the_end_is_blank() =>
        Assert.IsType<JsonRpcRequest>(MessageParser.Parse("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\r"u8));

    [Theory]
    [InlineData("", true)]
    [InlineData("\r", true)]
    [InlineData(" \t\r", true)]
    [InlineData("x", false)]
    public void A_line_of_white_space_is_blank(string line, bool expected) =>
        Assert.Equal(expected, MessageParser.IsBlank(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("""{"id":7,"x":[}""", "7")]
    [InlineData("""{"a":{"id":1},"id":"t","x":""", "\"t\"")]
    [InlineData("""{"id":-9007199254740993}x""", "-9007199254740993")]
    [InlineData("""{"x":"cut off in the mid""", "null")]
    [InlineData("""{"x":}{"id":7}""", "null")]
    [InlineData("""{"id":1.5,"x":[}""", "null")]
    [InlineData("""{"id":null,"x":[}""", "null")]
    [InlineData("""{"id":{"id":7},"x":[}""", "null")]
    [InlineData("""{"id":"\ud800","x":[}""", "null")]
    [InlineData("""{"id":99999999999999999999,"x":[}""", "null")]
    [InlineData("""[{"id":7}]""", "null")]
    [InlineData("garbage", "null")]
    public void The_id_is_found_as_far_as_the_line_can_be_read(string line, string id)
    {
        var answer = MessageParser.Refusal(-32700, "No.", MessageParser.FindId(Encoding.UTF8.GetBytes(line)));

        Assert.Equal(
            $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32700,"message":"No."}}""" + "\n",
            Encoding.UTF8.GetString(answer));
    }

    [Fact]
    public void The_id_behind_ten_thousand_levels_is_found() =>
        Assert.Equal(new RequestId(7), MessageParser.FindId(Deep(10_000)));

    /// <summary>A request whose params nest so deep; its id comes last.</summary>
    private static byte[] Deep(int levels) => Encoding.UTF8.GetBytes(
        $$"""{"jsonrpc":"2.0","method":"ping","params":{"a":{{new string('[', levels)}}{{new string(']', levels)}}},"id":7}""");
}
