using System.Globalization;
using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;
using UltimateMcp.Benchmarks.Servers;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>What does a lint cost, against a bare process of the language that does nothing?</summary>
internal sealed class Lint : IQuestion
{
    private const string Tool = "lint_code";

    /// <summary>The language, a program of it, and the rival as a command of its interpreter's file.</summary>
    private static readonly Subject[] _subjects =
    [
        new("python", Python, ["-c", "pass"], new Target("≤ 1 and under 10 ms", MostRatio: 1, Most: 10)),
    ];

    private const string Python =
        """
        import csv
        import sys


        def totals(path):
            result = {}
            with open(path) as file:
                for row in csv.DictReader(file):
                    key = row["name"]
                    if not key in result:
                        result[key] = 0
                    result[key] += int(row["amount"])
            return result


        if __name__ == "__main__":
            for name, total in sorted(totals(sys.argv[1]).items()):
                print(f"{name}: {total}")
        """;

    public string Name => "lint";

    public Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        List<Row> rows = [];
        List<string> facts = [BenchmarkEnvironment.Settings];
        using var server = environment.StartOurs();
        server.Initialize();
        foreach (var subject in _subjects)
        {
            var interpreter = server.Interpreter(subject.Language);
            rows.AddRange(Measure(subject, server, interpreter, environment, cancellationToken));
            facts.Add($"{subject.Language}: {interpreter}");
        }

        return Task.FromResult(new Report(
            Name,
            "`lint_code` over pipes against the interpreter started bare for nothing, in turns; the first dropped, which loads the linter. "
                + "Each lint is of another text, but for the rows from the cache, which have no rival.",
            rows,
            facts));
    }

    private static IEnumerable<Row> Measure(
        Subject subject, PipeServer server, string interpreter, BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        var (ours, bare, cached) = (new Samples(), new Samples(), new Samples());
        for (var round = 0; round < environment.Times(brief: 10, full: 101); round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = server.TimeCall(Tool, subject.Call(round));
            var again = server.TimeCall(Tool, subject.Call(round));
            var second = Command.Time(interpreter, subject.Command);
            if (round > 0)
            {
                ours.Add(first);
                cached.Add(again);
                bare.Add(second);
            }
        }

        yield return Row.OfTimes(subject.Language, ours, bare, subject.Target);
        yield return Row.OfTime($"{subject.Language}, from the cache", cached, new Target("under 1 ms", Most: 1));
    }

    private sealed record Subject(string Language, string Code, string[] Command, Target Target)
    {
        /// <summary>A text that was not linted before.</summary>
        public JsonObject Call(int round) => new()
        {
            ["language"] = Language,
            ["code"] = string.Create(CultureInfo.InvariantCulture, $"{Code}\nprint({round})\n"),
        };
    }
}
