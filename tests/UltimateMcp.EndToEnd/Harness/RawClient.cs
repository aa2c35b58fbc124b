using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace UltimateMcp.EndToEnd.Harness;

/// <summary>Lines of JSON over the pipes, written as given and read as they come.</summary>
public sealed class RawClient(Stream input, Stream output) : IDisposable
{
    private readonly StreamReader _output = new(
        output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
    private long _lastId = 1000;

    /// <summary>Sends a line; a line feed is added.</summary>
    public Task SendAsync(string line) => SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await input.WriteAsync(bytes);
        await input.FlushAsync();
    }

    /// <summary>The next line; null at the end of output.</summary>
    public async Task<string?> ReadLineAsync() => await _output.ReadLineAsync().WaitAsync(TestServer.Timeout);

    public async Task<JsonNode> ReadAsync() =>
        JsonNode.Parse(await ReadLineAsync() ?? throw new EndOfStreamException("The server has closed its output."))!;

    /// <summary>The next messages, of any kind.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReadAsync(int count)
    {
        var messages = new List<JsonNode>(count);
        while (messages.Count < count)
        {
            messages.Add(await ReadAsync());
        }

        return messages;
    }

    /// <summary>Skips messages until a progress message ends with this line.</summary>
    public async Task HearAsync(string lastLine)
    {
        while (((string?)(await ReadAsync())["params"]?["message"])?.EndsWith(lastLine, StringComparison.Ordinal) != true)
        {
        }
    }

    /// <summary>All text up to the end of output, for commands that speak no protocol.</summary>
    public Task<string> ReadTextAsync() => _output.ReadToEndAsync().WaitAsync(TestServer.Timeout);

    /// <summary>Every message up to the end of output.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReadToEndAsync()
    {
        var lines = new List<JsonNode>();
        while (await ReadLineAsync() is { } line)
        {
            lines.Add(JsonNode.Parse(line)!);
        }

        return lines;
    }

    /// <summary>Sends a request and returns its reply; other messages in between are skipped.</summary>
    public async Task<JsonNode> RequestAsync(string method, JsonObject? parameters = null)
    {
        var id = ++_lastId;
        await SendAsync(Request(id, method, parameters));
        while (true)
        {
            var message = await ReadAsync();
            if (message["id"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.GetValue<long>() == id)
            {
                return message;
            }
        }
    }

    /// <summary>The handshake of the versions up to 2025-11-25; returns the reply.</summary>
    public async Task<JsonNode> InitializeAsync(string version = "2025-11-25")
    {
        var reply = await RequestAsync("initialize", InitializeParameters(version));
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return reply;
    }

    public Task<JsonNode> CallToolAsync(string name, JsonObject arguments) =>
        RequestAsync("tools/call", new JsonObject { ["name"] = name, ["arguments"] = arguments });

    /// <summary>Sends a ping and waits for its reply, to show that the server still works.</summary>
    public async Task PingAsync() => Assert.Equal("{}", (await RequestAsync("ping"))["result"]!.ToJsonString());

    public void Dispose() => _output.Dispose();

    public static string Request(JsonNode id, string method, JsonObject? parameters = null)
    {
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method };
        if (parameters is not null)
        {
            request["params"] = parameters;
        }

        return request.ToJsonString();
    }

    /// <summary>A call of a tool; with a progress token it asks for progress.</summary>
    public static string Call(JsonNode id, string tool, JsonObject arguments, JsonNode? progressToken = null)
    {
        var parameters = new JsonObject { ["name"] = tool, ["arguments"] = arguments };
        if (progressToken is not null)
        {
            parameters["_meta"] = new JsonObject { ["progressToken"] = progressToken };
        }

        return Request(id, "tools/call", parameters);
    }

    public static JsonObject InitializeParameters(string version) => new()
    {
        ["protocolVersion"] = version,
        ["capabilities"] = new JsonObject(),
        ["clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
    };

    /// <summary>Parameters of the stateless protocol.</summary>
    public static JsonObject Stateless(string version = "2026-07-28") => new()
    {
        ["_meta"] = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = version,
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
        },
    };
}
