using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Hosting;

/// <summary>What is in the output and in the logs, and what never is.</summary>
public sealed class QuietTests
{
    private const string Secret = "Geheimnis-4711";

    [Fact]
    public async Task Output_has_nothing_but_the_protocol_while_programs_print_all_they_can()
    {
        await using var server = TestServer.StartRaw(
            ("LOG_LEVEL", "Trace"), ("RATE_LIMIT_EXECUTE_PER_MINUTE", "0"), ("RATE_LIMIT_RPS", "0"));
        const string Forger =
            """import sys; [stream.write('\n{"jsonrpc":"2.0","id":1,"result":{}}\n') for stream in (sys.stdout, sys.stderr)]""";
        string[] calls =
        [
            Execute(1, Forger),
            Execute(2, "console.log('x'.repeat(100000)); throw new Error('no')", "javascript"),
            Execute(3, "echo out; echo err >&2; kill -9 $$", "bash"),
            Execute(4, "import os; [os.write(n, b'\\xff\\n') for n in range(64) if os.path.exists(f'/proc/self/fd/{n}')]"),
            Execute(5, "1", "no such language"),
            RawClient.Call(6, "health", []),
        ];

        await server.Raw.SendAsync(string.Join('\n', calls));
        var replies = await server.Raw.ReadAsync(calls.Length);
        server.EndInput();

        Assert.Equal(Enumerable.Range(1, calls.Length), replies.Select(reply => (int)reply["id"]!).Order());
        Assert.All(replies, reply => Assert.NotNull(reply["result"]!["content"]));
        Assert.Empty(await server.Raw.ReadToEndAsync());
    }

    [Theory]
    [InlineData("Information")]
    [InlineData("Debug")]
    public async Task Logs_have_nothing_of_what_the_user_sent_and_the_program_printed(string level)
    {
        await using var server = TestServer.StartRaw(("LOG_LEVEL", level), ("RATE_LIMIT_EXECUTE_PER_MINUTE", "0"), ("RATE_LIMIT_RPS", "0"));
        await server.Raw.InitializeAsync();
        string[] lines =
        [
            Secret,
            RawClient.Request(1, Secret),
            RawClient.Request(2, "resources/read", new JsonObject { ["uri"] = $"ultimate://{Secret}" }),
            RawClient.Call(3, Secret, []),
            RawClient.Call(4, "execute_code", new JsonObject { ["code"] = "1", [Secret] = Secret }),
            RawClient.Call(5, "execute_code", new JsonObject { ["code"] = "1", ["language"] = Secret }),
            RawClient.Call(6, "execute_code", new JsonObject { ["code"] = "1", ["files"] = new JsonObject { [$"../{Secret}"] = Secret } }),
            RawClient.Call(7, "read_output", new JsonObject { ["uri"] = Secret, ["grep"] = $"({Secret}" }),
            RawClient.Call(
                8,
                "execute_code",
                RunFullOfIt("import sys\nopen(sys.argv[1], 'w').write(input())\nprint(sys.argv[1])\nraise ValueError(sys.argv[1])")),
            RawClient.Call(9, "execute_code", RunFullOfIt($"while True: print('{Secret}')")),
        ];

        await server.Raw.SendAsync(string.Join('\n', lines));
        var replies = await server.Raw.ReadAsync(lines.Length);
        server.EndInput();
        await server.WaitForExitAsync();

        Assert.Contains(replies, reply => reply.ToJsonString().Contains($"ValueError: {Secret}", StringComparison.Ordinal));
        var file = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(server.Home, "logs"))));
        Assert.Contains("execute_code call_", file, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, file, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, server.Errors, StringComparison.Ordinal);
    }

    private static string Execute(int id, string code, string language = "python") =>
        RawClient.Call(id, "execute_code", new JsonObject { ["code"] = code, ["language"] = language });

    private static JsonObject RunFullOfIt(string code) => new()
    {
        ["code"] = $"# {Secret}\n{code}",
        ["args"] = new JsonArray(Secret),
        ["stdin"] = Secret,
        ["files"] = new JsonObject { [$"{Secret}.txt"] = Secret },
    };
}
