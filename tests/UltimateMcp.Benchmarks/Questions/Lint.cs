using System.Globalization;
using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;
using UltimateMcp.Benchmarks.Servers;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>What does a lint cost, against a bare process of the language that does nothing?</summary>
internal sealed class Lint : IQuestion
{
    private const string Tool = "lint_code";
    private const string ShellCheck = "/usr/bin/shellcheck";

    /// <summary>A row a language. The rival is a command of the interpreter's file, or of the linter itself.</summary>
    private static readonly Subject[] _subjects =
    [
        new("python", Python, "total =", ["-c", "pass"], new Target("≤ 1 and under 10 ms", MostRatio: 1, Most: 10)),
        new("javascript", JavaScript, "console.log", ["-e", "0"], new Target("≤ 0.25 and under 10 ms", MostRatio: 0.25, Most: 10))
        {
            Start = "(", End = ");",
        },
        new("typescript", TypeScript, "console.log", ["-e", "0"], new Target("under 15 ms", Most: 15)) { Start = "(", End = ");" },
        new("csharp", CSharp, "Console.WriteLine", ["--version"], new Target("under 150 ms", Most: 150)) { Start = "(", End = ");" },
        new("bash", Bash, "echo", ["--version"], new Target("≤ 6 and under 60 ms", MostRatio: 6, Most: 60)) { Rival = ShellCheck },
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

    private const string JavaScript =
        """
        import { readFileSync } from 'node:fs';

        function totals(path) {
          const result = new Map();
          for (const line of readFileSync(path, 'utf8').split('\n')) {
            const [name, amount] = line.split(',');
            if (name) {
              result.set(name, (result.get(name) ?? 0) + Number(amount));
            }
          }
          return result;
        }

        for (const [name, total] of totals(process.argv[2])) {
          console.log(`${name}: ${total}`);
        }
        """;

    private const string TypeScript =
        """
        import { readFileSync } from 'node:fs';

        interface Row { name: string; amount: number }

        function rows(path: string): Row[] {
          return readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => {
            const [name = '', amount] = line.split(',');
            return { name, amount: Number(amount) };
          });
        }

        const totals = new Map<string, number>();
        for (const { name, amount } of rows(process.argv[2] ?? '')) {
          totals.set(name, (totals.get(name) ?? 0) + amount);
        }
        """;

    private const string CSharp =
        """
        var totals = new Dictionary<string, int>();
        foreach (var line in File.ReadLines(args[0]))
        {
            var fields = line.Split(',');
            totals[fields[0]] = totals.GetValueOrDefault(fields[0]) + int.Parse(fields[1]);
        }
        foreach (var (name, total) in totals.OrderBy(entry => entry.Key))
        {
            Console.WriteLine($"{name}: {total}");
        }
        """;

    private const string Bash =
        """
        #!/bin/bash
        set -euo pipefail

        declare -A totals=()

        while IFS=, read -r name amount; do
          if [[ -z $name ]]; then
            continue
          fi
          totals[$name]=$((${totals[$name]:-0} + amount))
        done < "$1"

        for name in "${!totals[@]}"; do
          printf '%s: %d\n' "$name" "${totals[$name]}"
        done | sort
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
            var rival = subject.Rival ?? server.Interpreter(subject.Language);
            if (File.Exists(rival))
            {
                rows.AddRange(Measure(subject, server, rival, environment, cancellationToken));
                facts.Add($"{subject.Language}: {rival} {string.Join(' ', subject.Command)}");
            }
            else
            {
                facts.Add($"{subject.Language} was not measured: there is no {rival}");
            }
        }

        return Task.FromResult(new Report(
            Name,
            "`lint_code` over pipes against the rival's program started bare for nothing, in turns; the first dropped, which loads the "
                + "linter. Each lint is of another text, but for the rows from the cache, which have no rival.",
            rows,
            facts));
    }

    private static IEnumerable<Row> Measure(
        Subject subject, PipeServer server, string rival, BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        var (ours, bare, cached) = (new Samples(), new Samples(), new Samples());
        for (var round = 0; round < environment.Times(brief: 10, full: 101); round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = server.TimeCall(Tool, subject.Call(round));
            var again = server.TimeCall(Tool, subject.Call(round));
            var second = Command.Time(rival, subject.Command);
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

    /// <param name="Last">What the last line begins with, before a number.</param>
    private sealed record Subject(string Language, string Code, string Last, string[] Command, Target Target)
    {
        /// <summary>Null for the interpreter.</summary>
        public string? Rival { get; init; }

        /// <summary>Before the number.</summary>
        public string Start { get; init; } = " ";

        /// <summary>Behind it.</summary>
        public string End { get; init; } = "";

        /// <summary>A text that was not linted before.</summary>
        public JsonObject Call(int round) => new()
        {
            ["language"] = Language,
            ["code"] = string.Create(CultureInfo.InvariantCulture, $"{Code}\n{Last}{Start}{round}{End}\n"),
        };
    }
}
