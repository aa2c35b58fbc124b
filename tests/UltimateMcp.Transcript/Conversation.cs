using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace UltimateMcp.Transcript;

/// <summary>
/// Calls health, then runs the steps whose language is available. Every step has an expected result, so that the
/// transcript is also a test.
/// </summary>
internal sealed class Conversation(McpClient client, Transcriber transcriber)
{
    /// <returns>Whether every step had the expected result; an unavailable language is reported but is not a failure.</returns>
    public async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        var tools = await client.ListToolsAsync(cancellationToken: cancellationToken);
        transcriber.Open(client.ServerInfo, client.NegotiatedProtocolVersion, tools.Select(tool => tool.Name));
        var missing = await AskHealthAsync(cancellationToken);
        var isGood = true;
        foreach (var step in Steps.All)
        {
            isGood &= missing.TryGetValue(step.Language, out var why)
                ? transcriber.LeaveOut(step, why)
                : await TakeAsync(step, cancellationToken);
        }

        return transcriber.Close(isGood);
    }

    /// <summary>The languages that cannot run here, each with the reason.</summary>
    private async Task<Dictionary<string, string>> AskHealthAsync(CancellationToken cancellationToken)
    {
        var reply = await CallAsync("health", [], cancellationToken);
        transcriber.Show(
            "How is the server?", "health", new Dictionary<string, object?>(StringComparer.Ordinal), reply.Result, reply.Elapsed);
        return reply.Result.StructuredContent is { } health && health.TryGetProperty("languages", out var languages)
            ? languages.EnumerateArray()
                .Where(language => !language.GetProperty("available").GetBoolean())
                .ToDictionary(
                    language => language.GetProperty("name").GetString()!,
                    language => language.TryGetProperty("why", out var why) ? why.GetString()! : "not available",
                    StringComparer.Ordinal)
            : [];
    }

    private async Task<bool> TakeAsync(Step step, CancellationToken cancellationToken)
    {
        var reply = await CallAsync(step.Tool, step.Arguments, cancellationToken);
        transcriber.Show(step.Title, step.Tool, step.Arguments, reply.Result, reply.Elapsed);
        var isGood = reply.Result.StructuredContent is { } result && reply.Result.IsError != true && step.IsAsExpected(result);
        return isGood
            ? await LookAtPicturesAsync(reply.Result.StructuredContent!.Value, cancellationToken)
            : transcriber.Complain(step.Expectation);
    }

    /// <summary>By the call that the reply names for each.</summary>
    private async Task<bool> LookAtPicturesAsync(JsonElement run, CancellationToken cancellationToken)
    {
        var isGood = true;
        foreach (var artifact in run.TryGetProperty("artifacts", out var artifacts) ? artifacts.EnumerateArray() : [])
        {
            if (artifact.GetProperty("media_type").GetString()!.StartsWith("image/", StringComparison.Ordinal))
            {
                var uri = artifact.GetProperty("uri").GetString();
                var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["uri"] = uri };
                var reply = await CallAsync("read_output", arguments, cancellationToken);
                transcriber.Show("A look at it", "read_output", arguments, reply.Result, reply.Elapsed);
                isGood &= reply.Result.Content.OfType<ImageContentBlock>().Any() || transcriber.Complain("the picture");
            }
        }

        return isGood;
    }

    private async Task<(CallToolResult Result, TimeSpan Elapsed)> CallAsync(
        string tool, Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: cancellationToken);
        return (result, TimeProvider.System.GetElapsedTime(started));
    }
}
