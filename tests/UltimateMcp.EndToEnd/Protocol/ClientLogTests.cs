using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Protocol;

/// <summary>Warnings that the client asked for; a folder in the place of the records' folder provokes one with each run.</summary>
public sealed class ClientLogTests
{
    [Fact]
    public async Task A_client_that_asked_for_warnings_gets_those_of_the_server()
    {
        using var home = HomeThatRecordsNothing();
        await using var server = TestServer.StartRaw(new TestServerOptions { Home = home.Path });
        await server.Raw.InitializeAsync();
        await server.Raw.RequestAsync("logging/setLevel", new JsonObject { ["level"] = "warning" });

        var messages = await RunAsync(server);

        var note = Assert.Single(messages, message => (string?)message["method"] == "notifications/message");
        Assert.Equal("warning", (string?)note["params"]!["level"]);
        Assert.Equal("ultimate-mcp", (string?)note["params"]!["logger"]);
        Assert.Contains("could not be written", note["params"]!["data"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_asked_for_nothing_gets_nothing()
    {
        using var home = HomeThatRecordsNothing();
        await using var server = TestServer.StartRaw(new TestServerOptions { Home = home.Path });
        await server.Raw.InitializeAsync();

        var messages = await RunAsync(server);

        Assert.DoesNotContain(messages, message => (string?)message["method"] == "notifications/message");
    }

    private static TemporaryFolder HomeThatRecordsNothing()
    {
        var home = new TemporaryFolder();
        File.WriteAllText(home.Combine("outputs"), "a file, so that no folder can be made in it");
        return home;
    }

    /// <summary>All messages up to the reply to a ping after the run's reply: a notification is sent concurrently with the call.</summary>
    private static async Task<IReadOnlyList<JsonNode>> RunAsync(TestServer server)
    {
        await server.Raw.SendAsync(RawClient.Request("run", "tools/call", new JsonObject
        {
            ["name"] = "execute_code",
            ["arguments"] = new JsonObject { ["code"] = "print(1)" },
        }));
        List<JsonNode> messages = [];
        while (!messages.Exists(message => (string?)message["id"] == "run"))
        {
            messages.Add(await server.Raw.ReadAsync());
        }

        await server.Raw.SendAsync(RawClient.Request("ping", "ping"));
        while (!messages.Exists(message => (string?)message["id"] == "ping"))
        {
            messages.Add(await server.Raw.ReadAsync());
        }

        return messages;
    }
}
