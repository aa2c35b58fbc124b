using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;
using UltimateMcp.Benchmarks.Servers;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>What does the sandbox cost over the bare interpreter?</summary>
internal sealed class ColdRun : IQuestion
{
    /// <summary>Nothing of a run is left when the next begins.</summary>
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(150);

    private static readonly Subject[] _subjects =
    [
        new("python", "print(1)", "-c", new Target("≤ 3", MostRatio: 3)),
        new("javascript", "console.log(1)", "-e", new Target("≤ 2", MostRatio: 2)),
        new("bash", "echo 1", "-c", Target: null),
    ];

    public string Name => "cold-run";

    public async Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        var facts = new List<string> { BenchmarkEnvironment.Settings + " but POOL_MAX_MEMORY_MB=0" };
        using var server = environment.StartOurs([("POOL_MAX_MEMORY_MB", "0")]);
        server.Initialize();
        using var pace = new PeriodicTimer(_pace);
        foreach (var subject in _subjects)
        {
            var interpreter = server.Interpreter(subject.Language);
            var (ours, bare) = (new Samples(), new Samples());
            for (var round = 0; round < environment.Times(brief: 6, full: 61); round++)
            {
                await pace.WaitForNextTickAsync(cancellationToken);
                var first = server.TimeCall("execute_code", subject.Run());
                await pace.WaitForNextTickAsync(cancellationToken);
                var second = Command.Time(interpreter, [subject.Option, subject.Code]);
                if (round > 0)
                {
                    ours.Add(first);
                    bare.Add(second);
                }
            }

            rows.Add(Row.OfTimes(subject.Language, ours, bare, subject.Target));
            facts.Add($"{subject.Language}: {interpreter}");
        }

        return new Report(
            Name,
            "`execute_code` with `fresh: true` over pipes against the same interpreter file started bare with the same code, in turns, "
                + $"a run each {_pace.TotalMilliseconds:0} ms, never overlapping; the first dropped.",
            rows,
            facts);
    }

    private sealed record Subject(string Language, string Code, string Option, Target? Target)
    {
        public JsonObject Run() => new() { ["language"] = Language, ["code"] = Code, ["fresh"] = true };
    }
}
