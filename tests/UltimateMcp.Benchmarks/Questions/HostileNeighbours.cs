using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;
using UltimateMcp.Benchmarks.Servers;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>How much longer does <c>print(1)</c> take while eight calls try to keep the server busy?</summary>
internal sealed class HostileNeighbours : IQuestion
{
    private const int InFlight = 8;
    private const string Pattern = "((a*b?){1,9}){1,9}z";
    private const int LargestCode = 2 * 1024 * 1024;

    /// <summary>Between two looks whether the pool is full again.</summary>
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(150);

    private static readonly JsonObject _run = new() { ["code"] = "print(1)", ["fresh"] = true };

    public string Name => "hostile-neighbours";

    public async Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        var target = new Target("under 3", MostRatio: 3);

        // Programs that run share the processors: beside eight ordinary ones it takes its share of time, too.
        Neighbours[] cold =
        [
            new("greps of a costly pattern", output => [Grep(output, Pattern)], target),
            new("greps, files, texts and floods", Mixed, target),
            new("eight of the same, for comparison", _ => [("execute_code", _run)], Target: null),
        ];

        // The eight take the interpreters that wait, so the ratio is that of a cold run to a warm one as well.
        Neighbours[] warm = [new("greps, files, texts and floods, with a pool", Mixed, Target: null)];
        return new Report(
            Name,
            $"`execute_code` of `print(1)` with `fresh: true`, sent right behind {InFlight} other calls that are all under way, "
                + "against the same call alone, in turns; the first round dropped. Each run starts its own interpreter, "
                + "but in the last row the call alone finds one that waits.",
            [
                .. await MeasureAsync(cold, [("POOL_MAX_MEMORY_MB", "0")], environment, cancellationToken),
                .. await MeasureAsync(warm, [], environment, cancellationToken),
            ],
            [BenchmarkEnvironment.Settings + " but POOL_MAX_MEMORY_MB=0, in the last row 512"]);
    }

    private static async Task<List<Row>> MeasureAsync(
        Neighbours[] cases, (string, string)[] settings, BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        using var server = environment.StartOurs(settings);
        server.Initialize();
        var flood = server.Call("execute_code", Code("for _ in range(250): print('abaababb' * 512)"));
        var output = (string?)flood["structuredContent"]!["run_id"];
        using var pace = new PeriodicTimer(_pace);
        var rows = new List<Row>();
        foreach (var neighbours in cases)
        {
            var calls = neighbours.Calls(output!);
            var (among, alone) = (new Samples(), new Samples());
            for (var round = 0; round < environment.Times(brief: 4, full: 41); round++)
            {
                do
                {
                    await pace.WaitForNextTickAsync(cancellationToken);
                }
                while (IsFilling(server));

                var usual = server.TimeCall("execute_code", _run);
                var next = 0;
                while (server.Unanswered < InFlight)
                {
                    var (tool, arguments) = calls[next++ % calls.Length];
                    server.Begin(tool, arguments);
                }

                var beside = server.TimeCallAmong("execute_code", _run);
                server.Finish();
                if (round > 0)
                {
                    alone.Add(usual);
                    among.Add(beside);
                }
            }

            rows.Add(Row.OfTimes(neighbours.Case, among, alone, neighbours.Target));
        }

        return rows;
    }

    private static (string Tool, JsonObject Arguments)[] Mixed(string output) =>
    [
        Grep(output, Pattern),
        ("execute_code", WithFiles(2000)),
        Grep(output, "((a{1,20}){1,20}){1,20}z"),
        ("execute_code", WithFiles(404_000)),
        ("execute_code", Text("bash", "exit; ", "xargs ")),
        ("execute_code", Text("python", "exit(); ", "{ a ")),
        ("execute_code", Code("import os\nfor _ in range(100): os.write(1, b'x' * 100_000)")),
        ("execute_code", Code("import os\nfor _ in range(100): os.write(2, b'\\x1b]' * 50_000)")),
    ];

    private static (string Tool, JsonObject Arguments) Grep(string output, string pattern) =>
        ("read_output", new JsonObject { ["uri"] = $"ultimate://run/{output}/stdout", ["grep"] = pattern });

    /// <summary>Whether there is a pool and nothing waits in it.</summary>
    private static bool IsFilling(PipeServer server)
    {
        var pool = server.Call("health", [])["structuredContent"]!["pool"]!;
        return (long)pool["max_memory_bytes"]! > 0
            && pool["languages"]!.AsArray().SingleOrDefault(group => (string)group!["name"]! == "python") is { } python
            && (int)python["waiting"]! == 0;
    }

    private static JsonObject Code(string code) => new() { ["code"] = code, ["fresh"] = true };

    private static JsonObject Text(string language, string start, string part) => new()
    {
        ["code"] = start + "#" + string.Concat(Enumerable.Repeat(part, (LargestCode - 16) / part.Length)),
        ["language"] = language,
    };

    private static JsonObject WithFiles(int count) => new()
    {
        ["code"] = "print(1)",
        ["fresh"] = true,
        ["files"] = new JsonObject(
            Enumerable.Range(0, count).Select(number => KeyValuePair.Create($"f{number}", (JsonNode?)JsonValue.Create("")))),
    };

    private sealed record Neighbours(string Case, Func<string, (string Tool, JsonObject Arguments)[]> Calls, Target? Target);
}
