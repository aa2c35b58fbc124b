using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>What does it cost the server to watch programs that sleep?</summary>
internal sealed class IdleRuns : IQuestion
{
    private const int Runs = 16;

    /// <summary>All have begun, and the watch has seen that they sleep.</summary>
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(3);

    public string Name => "idle-runs";

    public async Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        var span = TimeSpan.FromSeconds(environment.Times(brief: 4, full: 15));
        using var server = environment.StartOurs([("MAX_CONCURRENT_CALLS", Runs.ToString(CultureInfo.InvariantCulture))]);
        server.Initialize();
        server.Call("execute_code", new JsonObject { ["code"] = "print(1)" });
        var sleeping = new JsonObject { ["code"] = $"import time\ntime.sleep({(_settle + span).TotalSeconds + 3})", ["fresh"] = true };
        var running = Task.Run(() => server.TimeCalls("execute_code", sleeping, Runs, Runs), cancellationToken);
        await Task.Delay(_settle, cancellationToken);
        var (before, began) = (server.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(span, cancellationToken);
        var percent = (server.ProcessorTime - before) / Stopwatch.GetElapsedTime(began) * 100;
        await running;
        return new Report(
            Name,
            $"Processor time of the server while {Runs} Python programs sleep, for {span.TotalSeconds:0} s, as a share of one processor's.",
            [
                new Row(
                    $"{Runs} sleeping programs",
                    $"{Report.Number(percent)} %",
                    Rival: null,
                    Ratio: null,
                    percent,
                    new Target("under 3 %", Most: 3)),
            ],
            [BenchmarkEnvironment.Settings]);
    }
}
