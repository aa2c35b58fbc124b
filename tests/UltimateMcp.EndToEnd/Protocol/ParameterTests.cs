using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Protocol;

/// <summary>Requests whose parameters are wrong get an error with their id, whatever the package would make of them.</summary>
public class ParameterTests
{
    [Theory]
    [InlineData("tools/call", "[1]", "params must be an object")]
    [InlineData("tools/call", "{\"name\":\"health\",\"arguments\":[]}", "params.arguments must be an object")]
    [InlineData("tools/call", "{\"name\":\"health\",\"_meta\":5}", "params._meta must be an object")]
    [InlineData("tools/call", "{\"name\":7}", "params.name must be a string")]
    [InlineData("tools/list", "{\"cursor\":7}", "params.cursor must be a string")]
    [InlineData("resources/read", "{\"uri\":{}}", "params.uri must be a string")]
    [InlineData("ping", "{\"a\":[{\"b\":1,\"\\u0062\":2}]}", "The name \"b\" appears twice")]
    [InlineData(
        "tools/call",
        "{\"name\":\"execute_code\",\"arguments\":{\"code\":\"print(1)\",\"code\":\"print(2)\"}}",
        "The name \"code\" appears twice")]
    public async Task Wrong_parameters_are_invalid_params_with_the_id(string method, string parameters, string message)
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        await server.Raw.SendAsync("{\"jsonrpc\":\"2.0\",\"id\":\"x-1\",\"method\":\"" + method + "\",\"params\":" + parameters + "}");
        var reply = await server.Raw.ReadAsync();

        Assert.Equal("x-1", (string?)reply["id"]);
        Assert.Equal(-32602, (int)reply["error"]!["code"]!);
        Assert.Contains(message, (string?)reply["error"]!["message"], StringComparison.Ordinal);
        await server.Raw.PingAsync();
    }

    [Fact]
    public async Task A_notification_with_wrong_parameters_is_ignored()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        await server.Raw.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"requestId":2}}""");

        await server.Raw.PingAsync();
    }
}
