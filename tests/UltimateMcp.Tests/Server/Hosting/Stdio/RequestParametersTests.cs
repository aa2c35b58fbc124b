using System.Text;
using ModelContextProtocol.Protocol;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Tests.Server.Hosting.Stdio;

public class RequestParametersTests
{
    [Theory]
    [InlineData("tools/call", "[1]", "params must be an object; it is an array.")]
    [InlineData("ping", "5", "params must be an object; it is a number.")]
    [InlineData("no/such", "\"x\"", "params must be an object; it is a string.")]
    [InlineData("ping", """{"_meta":5}""", "params._meta must be an object; it is a number.")]
    [InlineData("tools/list", """{"_meta":[]}""", "params._meta must be an object; it is an array.")]
    [InlineData("tools/call", """{"name":"health","arguments":[]}""", "params.arguments must be an object; it is an array.")]
    [InlineData("tools/call", """{"name":"health","arguments":true}""", "params.arguments must be an object; it is a boolean.")]
    [InlineData("tools/call", """{"name":5}""", "params.name must be a string; it is a number.")]
    [InlineData("tools/call", "{}", "params.name is missing; it must be a string.")]
    [InlineData("tools/list", """{"cursor":5}""", "params.cursor must be a string; it is a number.")]
    [InlineData("resources/read", """{"uri":[]}""", "params.uri must be a string; it is an array.")]
    [InlineData("resources/read", "{}", "params.uri is missing; it must be a string.")]
    [InlineData(
        "logging/setLevel",
        """{"level":"loud"}""",
        "params.level must be one of: debug, info, notice, warning, error, critical, alert, emergency.")]
    [InlineData(
        "initialize",
        """{"protocolVersion":"x","capabilities":{},"clientInfo":{"name":5}}""",
        "params.clientInfo.name must be a string; it is a number.")]
    public void A_request_with_wrong_parameters_is_told_what_is_wrong(string method, string parameters, string error) =>
        Assert.Equal(error, ErrorIn("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + parameters + "}"));

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"health","arguments":null,"_meta":null}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":null,"_meta":{"vendor/key":[5]}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":{"x":1},"b":{"x":1},"c":[{"x":1},{"x":1}]}}""")]
    public void What_a_host_may_send_passes(string line) => Assert.Null(ErrorIn(line));

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}""", "id")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":1,"a":1}}""", "a")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":[[{"b":1,"\u0062":2}]]}}""", "b")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"requestId":2}}""", "requestId")]
    public void A_name_that_appears_twice_in_one_object_is_named(string line, string name) =>
        Assert.Equal($"The name \"{name}\" appears twice in one object.", ErrorIn(line));

    [Fact]
    public void A_large_object_does_not_slow_those_after_it()
    {
        var names = string.Join(',', Enumerable.Range(0, 200_000).Select(number => $"\"{number}\":0"));
        var behind = string.Join(',', Enumerable.Repeat("""{"a":0}""", 200_000));

        var error = ErrorIn("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"a\":[{" + names + "}," + behind + "]}}");

        Assert.Null(error);
    }

    private static string? ErrorIn(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        return MessageParser.ErrorIn(MessageParser.Parse(bytes) ?? new JsonRpcNotification { Method = "unread" }, bytes);
    }
}
