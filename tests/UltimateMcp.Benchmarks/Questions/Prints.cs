using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;
using UltimateMcp.Benchmarks.Servers;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>What does it cost a program that prints much that its output is kept at any end?</summary>
internal sealed class Prints : IQuestion
{
    private const int Count = 1_000_000;

    /// <summary>Flushed at each line: what a worker does that lets no line be lost.</summary>
    private const string LineBuffered = "import sys\nsys.stdout.reconfigure(line_buffering=True)\n";

    /// <summary>All that is printed fits. The sandbox of bash has the interpreters below /usr and no other.</summary>
    private static readonly (string, string)[] _settings =
        [("MAX_OUTPUT_KB", "16384"), ("MAX_EXECUTION_TIME", "120"), ("PYTHON_INTERPRETER", "/usr/bin/python3")];

    private static readonly (string Case, string Code)[] _programs =
    [
        ("a million lines", $"for number in range({Count}):\n    print(number)\n"),
        ("a million pieces of one line", $"for number in range({Count}):\n    print(number, end=' ')\n"),
    ];

    public string Name => "prints";

    public Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        using var server = environment.StartOurs(_settings);
        server.Initialize();
        var interpreter = server.Interpreter("python");
        var rows = new List<Row>();
        foreach (var (name, code) in _programs)
        {
            var (ours, without, bare) = (new Samples(), new Samples(), new Samples());
            for (var round = 0; round < environment.Times(brief: 3, full: 11); round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var times = (
                    server.TimeCall("execute_code", new JsonObject { ["code"] = code, ["fresh"] = true }),
                    server.TimeCall("execute_code", WithoutWorker(interpreter, LineBuffered + code)),
                    Command.Time(interpreter, ["-c", LineBuffered + code]));
                if (round > 0)
                {
                    ours.Add(times.Item1);
                    without.Add(times.Item2);
                    bare.Add(times.Item3);
                }
            }

            rows.Add(Row.OfTimes($"{name}, without our worker in the same sandbox", ours, without, new Target("≤ 1.3", MostRatio: 1.3)));
            rows.Add(Row.OfTimes($"{name}, outside", ours, bare, target: null));
        }

        return Task.FromResult(new Report(
            Name,
            $"{Count} calls of `print` in `execute_code`, start included, against the same interpreter file with the same code and "
                + "`line_buffering=True`, started by bash in a sandbox or bare, its output read to the end; in turns, the first dropped.",
            rows,
            [
                BenchmarkEnvironment.Settings + "; " + string.Join(' ', _settings.Select(setting => $"{setting.Item1}={setting.Item2}")),
                $"python: {interpreter}",
            ]));
    }

    private static JsonObject WithoutWorker(string interpreter, string code) => new()
    {
        ["language"] = "bash",
        ["code"] = $"exec env -u PYTHONUNBUFFERED {interpreter} program.py",
        ["files"] = new JsonObject { ["program.py"] = code },
        ["fresh"] = true,
    };
}
