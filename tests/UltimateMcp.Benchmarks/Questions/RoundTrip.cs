using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;

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
        var (health, hit, echo, sequence) = (new Samples(), new Samples(), new Samples(), new Samples());
        using var ours = environment.StartOurs();
        using var rival = environment.StartRival();
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
                rival.TimeCall("echo", Echo));
            if (round >= rounds / 10)
            {
                health.Add(times.Item1);
                hit.Add(times.Item2);
                echo.Add(times.Item3);
            }
        }

        for (var round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sequence.Add(ours.TimeCall("execute_code", CachedRun));
        }

        var target = new Target("≤ 1 and under 1 ms", MostRatio: 1, Most: 1);
        return Task.FromResult(new Report(
            Name,
            $"One call at a time over pipes, the contestants in turns; medians of {health.Count} calls each, the first tenth dropped; "
                + "at last hits alone. "
                + "The rival is the TypeScript SDK's echo tool.",
            [
                Row.OfTimes("health", health, echo, target),
                Row.OfTimes("execute_code from the cache", hit, echo, target),
                Row.OfTime("execute_code from the cache, call after call", sequence, new Target("under 0.1 ms", Most: 0.1)),
            ],
            [BenchmarkEnvironment.Settings]));
    }
}
