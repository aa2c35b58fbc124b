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
        foreach (var step in Step.All)
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
        var reply = await CallAsync("execute_code", step.Arguments, cancellationToken);
        transcriber.Show(step.Title, "execute_code", step.Arguments, reply.Result, reply.Elapsed);
        var isGood = reply.Result.StructuredContent is { } result && reply.Result.IsError != true && step.IsAsExpected(result);
        return isGood || transcriber.Complain(step.Expectation);
    }

    private async Task<(CallToolResult Result, TimeSpan Elapsed)> CallAsync(
        string tool, Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: cancellationToken);
        return (result, TimeProvider.System.GetElapsedTime(started));
    }
}

/// <summary>One call of <c>execute_code</c> and its expected result.</summary>
internal sealed record Step(string Title, string Language, string Code, string Expectation, Func<JsonElement, bool> IsAsExpected)
{
    private const string Primes = "primes = [n for n in range(2, 50) if all(n % d for d in range(2, n))]\nprint(primes)";

    public static readonly Step[] All =
    [
        new("A program in Python", "python", Primes, "the primes", result => Printed(result, "[2, 3, 5")),
        new(
            "The same program again",
            "python",
            Primes,
            "an answer from the cache",
            result => result.TryGetProperty("cached", out var cached) && cached.GetBoolean()),
        new(
            "A program in JavaScript",
            "javascript",
            "console.log([3, 1, 2].sort())",
            "the sorted numbers",
            result => Printed(result, "[ 1, 2, 3 ]")),
        new("A program in bash", "bash", "printf '%s\\n' one two three | wc -l", "the number of lines", result => Printed(result, "3")),
        new("A program that never ends", "python", "while True:\n    pass", "a time-out", result => Ended(result, "timed_out"))
        {
            TimeoutSeconds = 1,
        },
        new(
            "A program that wants the network",
            "python",
            "import socket\nsocket.create_connection((\"1.1.1.1\", 443), timeout=5)",
            "no way out",
            IsCutOff),
    ];

    /// <summary>Null for the server's own limit.</summary>
    public int? TimeoutSeconds { get; init; }

    public Dictionary<string, object?> Arguments
    {
        get
        {
            var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["language"] = Language, ["code"] = Code };
            if (TimeoutSeconds is { } seconds)
            {
                arguments["timeout_seconds"] = seconds;
            }

            return arguments;
        }
    }

    private static bool Ended(JsonElement result, string outcome) => result.GetProperty("outcome").GetString() == outcome;

    private static bool Printed(JsonElement result, string text) =>
        Ended(result, "exited") && result.GetProperty("stdout").GetString()!.StartsWith(text, StringComparison.Ordinal);

    private static bool IsCutOff(JsonElement result) =>
        Ended(result, "exited") && result.GetProperty("exit_code").GetInt32() != 0
        && result.GetProperty("stderr").GetString()!.Contains("Network is unreachable", StringComparison.Ordinal);
}
