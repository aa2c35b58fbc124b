using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;
using UltimateMcp.Benchmarks.Servers;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>How long does a call take that runs no program?</summary>
internal sealed class RoundTrip : IQuestion
{
    /// <summary>A run whose result may be kept: its text names no clock, randomness or environment.</summary>
    public static readonly JsonObject CachedRun = new() { ["code"] = "print(1)" };

    public static readonly JsonObject Echo = new() { ["text"] = "hello" };

    public string Name => "round-trip";

    public Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        var (health, hit, echo, pipe) = (new Samples(), new Samples(), new Samples(), new Samples());
        using var ours = environment.StartOurs();
        using var rival = environment.StartRival();
        using var cat = PipeServer.Start("/bin/cat", [], []);
        ours.Initialize();
        rival.Initialize();
        ours.Call("execute_code", CachedRun);
        var rounds = environment.Times(brief: 300, full: 5000);
        for (var round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var times = (
                ours.TimeCall("health", []),
                ours.TimeCall("execute_code", CachedRun),
                rival.TimeCall("echo", Echo),
                cat.TimeLine("echo", Echo));
            if (round >= rounds / 10)
            {
                health.Add(times.Item1);
                hit.Add(times.Item2);
                echo.Add(times.Item3);
                pipe.Add(times.Item4);
            }
        }

        var target = new Target("≤ 1 and under 1 ms", MostRatio: 1, Most: 1);
        return Task.FromResult(new Report(
            Name,
            $"One call at a time over pipes, the contestants in turns; medians of {health.Count} calls each, the first tenth dropped. "
                + "The rival is the TypeScript SDK's echo tool.",
            [
                Row.OfTimes("health", health, echo, target),
                Row.OfTimes("execute_code from the cache", hit, echo, target),
                Above(pipe, "execute_code from the cache, above cat", hit),
            ],
            [
                BenchmarkEnvironment.Settings,
                $"cat as the server, which is what the pipes and the client cost: {Report.Number(pipe.Median)} ms",
            ]));
    }

    private static Row Above(Samples pipe, string name, Samples samples)
    {
        var above = samples.Median - pipe.Median;
        return new Row(name, $"{Report.Number(above)} ms", Rival: null, Ratio: null, above, new Target("under 0.1 ms", Most: 0.1));
    }
}
