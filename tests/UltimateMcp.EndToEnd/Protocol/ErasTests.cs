using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Protocol;

public class ErasTests
{
    [Theory]
    [InlineData("2024-11-05", "2024-11-05")]
    [InlineData("2025-03-26", "2025-03-26")]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2025-11-25", "2025-11-25")]
    [InlineData("1999-01-01", "2025-11-25")]
    public async Task Initialize_answers_the_version_it_knows(string asked, string answered)
    {
        await using var server = TestServer.StartRaw();

        var reply = await server.Raw.InitializeAsync(asked);

        Assert.Equal(answered, (string?)reply["result"]!["protocolVersion"]);
        await server.Raw.PingAsync();
    }

    [Fact]
    public async Task Initialize_names_the_server_and_says_that_the_list_never_changes()
    {
        await using var server = TestServer.StartRaw();

        var result = (await server.Raw.InitializeAsync())["result"]!;

        Assert.Equal("""{"name":"ultimate-mcp","version":"0.1.0"}""", result["serverInfo"]!.ToJsonString());
        Assert.False((bool)result["capabilities"]!["tools"]!["listChanged"]!);
        Assert.InRange(((string)result["instructions"]!).Length / 4, 1, 100);
    }

    [Fact]
    public async Task Initialize_for_the_stateless_version_is_refused()
    {
        await using var server = TestServer.StartRaw();

        var reply = await server.Raw.RequestAsync("initialize", RawClient.InitializeParameters("2026-07-28"));

        Assert.Equal(-32022, (int)reply["error"]!["code"]!);
    }

    [Fact]
    public async Task Requests_before_initialize_are_served()
    {
        await using var server = TestServer.StartRaw();

        var list = await server.Raw.RequestAsync("tools/list");

        Assert.NotNull(list["result"]!["tools"]);
    }

    [Fact]
    public async Task The_stateless_version_needs_no_handshake()
    {
        await using var server = TestServer.StartRaw();

        var list = await server.Raw.RequestAsync("tools/list", RawClient.Stateless());

        Assert.Equal(300_000, (int)list["result"]!["ttlMs"]!);
        Assert.Equal("public", (string?)list["result"]!["cacheScope"]);
        Assert.Equal("ultimate-mcp", (string?)list["result"]!["_meta"]!["io.modelcontextprotocol/serverInfo"]!["name"]);
    }

    [Theory]
    [InlineData("""{"code":"print(1)"}""", false)]
    [InlineData("""{"cod":"print(1)"}""", true)]
    public async Task A_stateless_result_of_a_tool_has_what_its_era_wants_and_what_the_tool_answered(string arguments, bool isError)
    {
        await using var server = TestServer.StartRaw();
        var parameters = RawClient.Stateless();
        parameters["name"] = "execute_code";
        parameters["arguments"] = JsonNode.Parse(arguments);

        var result = (await server.Raw.RequestAsync("tools/call", parameters))["result"]!;

        Assert.Equal("complete", (string?)result["resultType"]);
        Assert.Equal("ultimate-mcp", (string?)result["_meta"]!["io.modelcontextprotocol/serverInfo"]!["name"]);
        Assert.Equal(isError, result["isError"] is not null);
        Assert.Equal("text", (string?)Assert.Single(result["content"]!.AsArray())!["type"]);
        Assert.NotNull(result["structuredContent"]![isError ? "error" : "run_id"]);
    }

    [Fact]
    public async Task A_result_of_the_handshake_era_has_only_what_the_tool_answered()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        var result = (await server.Raw.CallToolAsync("health", []))["result"]!.AsObject();

        Assert.Equal(["content", "structuredContent"], result.Select(member => member.Key));
    }

    [Fact]
    public async Task An_unknown_stateless_version_is_refused_with_those_that_are_served()
    {
        await using var server = TestServer.StartRaw();

        var reply = await server.Raw.RequestAsync("tools/list", RawClient.Stateless("2030-01-01"));

        Assert.Equal(-32022, (int)reply["error"]!["code"]!);
        Assert.Contains("2026-07-28", reply["error"]!["data"]!["supported"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_may_discover_and_then_initialize()
    {
        await using var server = TestServer.StartRaw();

        var discovered = await server.Raw.RequestAsync("server/discover", RawClient.Stateless());
        var initialized = await server.Raw.InitializeAsync();

        Assert.Equal("""["2026-07-28"]""", discovered["result"]!["supportedVersions"]!.ToJsonString());
        Assert.Equal("2025-11-25", (string?)initialized["result"]!["protocolVersion"]);
        await server.Raw.PingAsync();
    }

    [Fact]
    public async Task A_host_may_discover_and_then_stay_stateless()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.RequestAsync("server/discover", RawClient.Stateless());

        var list = await server.Raw.RequestAsync("tools/list", RawClient.Stateless());

        Assert.NotNull(list["result"]!["tools"]);
    }

    [Fact]
    public async Task A_discover_without_its_metadata_is_an_error_and_does_not_bind_the_connection()
    {
        await using var server = TestServer.StartRaw();

        var reply = await server.Raw.RequestAsync("server/discover");
        var initialized = await server.Raw.InitializeAsync();

        Assert.Equal(-32602, (int)reply["error"]!["code"]!);
        Assert.NotNull(initialized["result"]);
    }

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2026-07-28")]
    public async Task The_client_of_the_SDK_connects_in_both_eras(string version)
    {
        await using var server = await TestServer.StartAsync(
            new TestServerOptions { Client = new McpClientOptions { ProtocolVersion = version } });

        var tools = await server.Client.ListToolsAsync();

        Assert.Equal(version, server.Client.NegotiatedProtocolVersion);
        Assert.Contains(tools, tool => tool.Name == "execute_code");
    }

    [Fact]
    public async Task Two_servers_list_the_same_bytes()
    {
        await using var first = TestServer.StartRaw();
        await using var second = TestServer.StartRaw();

        var firstList = await first.Raw.RequestAsync("tools/list");
        var secondList = await second.Raw.RequestAsync("tools/list");

        Assert.Equal(firstList.ToJsonString(), secondList.ToJsonString());
    }

    [Fact]
    public async Task An_unknown_tool_is_an_error_of_the_protocol()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        var reply = await server.Raw.CallToolAsync("no_such_tool", new JsonObject());

        Assert.Equal(-32602, (int)reply["error"]!["code"]!);
        Assert.Equal("Unknown tool: 'no_such_tool'", (string?)reply["error"]!["message"]);
    }

    [Theory]
    [InlineData("tools/call", "name")]
    [InlineData("resources/read", "uri")]
    [InlineData("no/such/method", "x")]
    public async Task What_is_unknown_is_quoted_only_so_far(string method, string parameter)
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();
        var endless = new string('x', 100_000);

        var reply = await server.Raw.RequestAsync(method == "no/such/method" ? endless : method, new JsonObject { [parameter] = endless });

        Assert.InRange(reply["error"]!.ToJsonString().Length, 1, 2000);
    }
}
