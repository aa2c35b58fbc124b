using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>How much longer does <c>print(1)</c> take while eight calls try to keep the server busy?</summary>
internal sealed class HostileNeighbours : IQuestion
{
    private const int InFlight = 8;
    private const string Pattern = "((a*b?){1,9}){1,9}z";
    private const int LargestCode = 2 * 1024 * 1024;

    private static readonly JsonObject _run = new() { ["code"] = "print(1)", ["fresh"] = true };

    public string Name => "hostile-neighbours";

    public Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        using var server = environment.StartOurs();
        server.Initialize();
        var flood = server.Call("execute_code", Code("for _ in range(250): print('abaababb' * 512)"));
        var output = (string?)flood["structuredContent"]!["run_id"];
        var target = new Target("under 3", MostRatio: 3);

        // Programs that run share the processors: beside eight ordinary ones it takes its share of time, too.
        (string Case, (string Tool, JsonObject Arguments)[] Calls, Target? Target)[] cases =
        [
            (
                "greps of a costly pattern",
                [("read_output", new JsonObject { ["uri"] = $"ultimate://run/{output}/stdout", ["grep"] = Pattern })],
                target),
            ("greps, files, texts and floods", Mixed(output!), target),
            ("eight of the same, for comparison", [("execute_code", _run)], null),
        ];
        var rows = new List<Row>();
        foreach (var (name, calls, wanted) in cases)
        {
            var (among, alone) = (new Samples(), new Samples());
            for (var round = 0; round < environment.Times(brief: 4, full: 41); round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
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

            rows.Add(Row.OfTimes(name, among, alone, wanted));
        }

        return Task.FromResult(new Report(
            Name,
            $"`execute_code` of `print(1)` with `fresh: true`, sent right behind {InFlight} other calls that are all under way, "
                + "against the same call alone, in turns; the first round dropped.",
            rows,
            [BenchmarkEnvironment.Settings]));
    }

    private static (string Tool, JsonObject Arguments)[] Mixed(string output) =>
    [
        ("read_output", new JsonObject { ["uri"] = $"ultimate://run/{output}/stdout", ["grep"] = Pattern }),
        ("execute_code", WithFiles(2000)),
        ("read_output", new JsonObject { ["uri"] = $"ultimate://run/{output}/stdout", ["grep"] = "((a{1,20}){1,20}){1,20}z" }),
        ("execute_code", WithFiles(404_000)),
        ("execute_code", Text("bash", "exit; ", "xargs ")),
        ("execute_code", Text("python", "exit(); ", "{ a ")),
        ("execute_code", Code("import os\nfor _ in range(100): os.write(1, b'x' * 100_000)")),
        ("execute_code", Code("import os\nfor _ in range(100): os.write(2, b'\\x1b]' * 50_000)")),
    ];

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
}
