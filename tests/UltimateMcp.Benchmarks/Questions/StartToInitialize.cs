using System.Diagnostics;
using UltimateMcp.Benchmarks.Measuring;
using UltimateMcp.Benchmarks.Servers;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>How long does a host wait for a server that it has just started?</summary>
internal sealed class StartToInitialize : IQuestion
{
    public string Name => "start-to-initialize";

    public Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        var (ours, rival) = (new Samples(), new Samples());
        for (var round = 0; round < environment.Times(brief: 5, full: 41); round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (first, second) = (Time(environment.StartOurs), Time(environment.StartRival));
            if (round > 0)
            {
                ours.Add(first);
                rival.Add(second);
            }
        }

        return Task.FromResult(new Report(
            Name,
            "From before the process is started to the last byte of the reply to `initialize`, both contestants in turns; "
                + $"medians of {ours.Count} starts each, the first dropped.",
            [Row.OfTimes("native server, TypeScript SDK", ours, rival, new Target("≤ 0.25", MostRatio: 0.25))],
            [BenchmarkEnvironment.Settings]));
    }

    private static TimeSpan Time(Func<PipeServer> start)
    {
        var started = Stopwatch.GetTimestamp();
        using var server = start();
        server.Initialize();
        return Stopwatch.GetElapsedTime(started);
    }
}
