using System.Text.Json;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Protocol;

public sealed class RefusalTests
{
    [Fact]
    public async Task Whatever_breaks_a_tool_s_published_schema_is_refused_in_both_channels_and_runs_nothing()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();
        var list = await server.Raw.RequestAsync("tools/list");
        var cases = list["result"]!["tools"]!.AsArray()
            .SelectMany(tool => BadArguments.Of(JsonElement.Parse(tool!["inputSchema"]!.ToJsonString()))
                .Select(bad => (Tool: (string)tool["name"]!, bad.Named, bad.Arguments)))
            .ToList();

        foreach (var (tool, named, arguments) in cases)
        {
            var result = await CallAsync(server, tool, arguments);
            var what = $"{tool} {arguments[..Math.Min(100, arguments.Length)]}";

            Assert.True(result.TryGetProperty("isError", out var isError) && isError.GetBoolean(), what);
            var error = result.GetProperty("structuredContent").GetProperty("error");
            var (message, hint) = (error.GetProperty("message").GetString()!, error.GetProperty("hint").GetString()!);
            Assert.Equal("invalid_argument", error.GetProperty("code").GetString());
            Assert.True(message.Contains($"\"{named}\"", StringComparison.Ordinal), $"{what}: {message}");
            Assert.False(error.GetProperty("retryable").GetBoolean());
            Assert.InRange(message.Length, 1, 400);
            Assert.NotEmpty(hint);
            Assert.Equal($"invalid_argument: {message}\n{hint}", result.GetProperty("content")[0].GetProperty("text").GetString());
        }

        Assert.InRange(cases.Count, 25, 500);
        Assert.False(Directory.Exists(Path.Combine(server.Home, "outputs")));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"code\"")]
    [InlineData("5")]
    public async Task Arguments_that_are_no_object_are_an_error_of_the_protocol(string arguments)
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        await server.Raw.SendAsync(Line("execute_code", arguments));
        var reply = await server.Raw.ReadAsync();

        Assert.Equal(1, (int)reply["id"]!);
        Assert.NotNull(reply["error"]);
        await server.Raw.PingAsync();
    }

    [Theory]
    [InlineData("execute_code", """{"code":"print('\ud83d')"}""")]
    [InlineData("execute_code", """{"code":"1","files":{"\ud83d":"1"}}""")]
    [InlineData("read_output", """{"uri":"\udc00"}""")]
    public async Task A_lone_surrogate_is_refused_by_name(string tool, string arguments)
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        await server.Raw.SendAsync(Line(tool, arguments));
        var reply = await server.Raw.ReadAsync();

        Assert.Equal(1, (int)reply["id"]!);
        Assert.Contains("lone surrogate", (string?)reply["error"]!["message"], StringComparison.Ordinal);
        await server.Raw.PingAsync();
    }

    private static async Task<JsonElement> CallAsync(TestServer server, string tool, string arguments)
    {
        await server.Raw.SendAsync(Line(tool, arguments));
        return JsonElement.Parse((await server.Raw.ReadAsync())["result"]!.ToJsonString());
    }

    private static string Line(string tool, string arguments) =>
        $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}}}""";
}
