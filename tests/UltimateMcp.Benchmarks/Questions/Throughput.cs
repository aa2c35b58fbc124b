using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;
using UltimateMcp.Benchmarks.Servers;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>How many calls a second are answered while 32 are in flight?</summary>
internal sealed class Throughput : IQuestion
{
    private const int InFlight = 32;

    public string Name => "throughput";

    public Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        var (health, hit, echo) = (new Samples(), new Samples(), new Samples());
        var calls = environment.Times(brief: 1000, full: 10_000);
        using var ours = environment.StartOurs();
        using var rival = environment.StartRival();
        ours.Initialize();
        rival.Initialize();
        ours.Call("execute_code", RoundTrip.CachedRun);
        for (var round = 0; round < environment.Times(brief: 4, full: 12); round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(health, ours, "health", [], round);
            Add(hit, ours, "execute_code", RoundTrip.CachedRun, round);
            Add(echo, rival, "echo", RoundTrip.Echo, round);
        }

        var target = new Target("≥ 2", LeastRatio: 2);
        return Task.FromResult(new Report(
            Name,
            $"{calls} calls with {InFlight} open at any time, the contestants in turns; "
                + $"medians of {health.Count} rounds each, the first dropped. "
                + "The rival is the TypeScript SDK's echo tool; the ratio is one of calls a second.",
            [RowOf("health", health), RowOf("execute_code from the cache", hit)],
            [BenchmarkEnvironment.Settings]));

        void Add(Samples samples, PipeServer server, string tool, JsonObject arguments, int round)
        {
            var elapsed = server.TimeCalls(tool, arguments, calls, InFlight);
            if (round > 0)
            {
                samples.Add(elapsed);
            }
        }

        Row RowOf(string name, Samples samples) =>
            new(name, Rate(samples), Rate(echo), echo.Median / samples.Median, PerSecond(samples), target);

        string Rate(Samples samples) => $"{PerSecond(samples):0} calls/s";

        double PerSecond(Samples samples) => calls / samples.Median * 1000;
    }
}
