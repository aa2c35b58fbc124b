using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;
using UltimateMcp.Benchmarks.Servers;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>What does a run cost in an interpreter that was started ahead, against the bare interpreter?</summary>
internal sealed class WarmRun : IQuestion
{
    /// <summary>A row a language. The rival is a command of the interpreter's file.</summary>
    private static readonly Subject[] _subjects =
    [
        new("python", "print(1)", ["-c", "print(1)"], new Target("≤ 0.5", MostRatio: 0.5)),
        new("javascript", "console.log(1)", ["-e", "console.log(1)"], new Target("≤ 0.3", MostRatio: 0.3)),
        new("typescript", "const x: number = 1; console.log(x)", [RivalFile], new Target("≤ 0.4", MostRatio: 0.4))
        {
            RivalText = "const x         = 1; console.log(x)",
        },
        new("bash", "echo 1", ["-c", "echo 1"], Target: null),
        new("csharp", CSharp, ["run", RivalFile], new Target("≤ 0.1", MostRatio: 0.1))
        {
            RivalText = CSharp,

            // The compiler is loaded before the next call; both processors would work on it meanwhile.
            Pace = TimeSpan.FromSeconds(2.5),
            Rounds = 16,
        },
    ];

    private const string CSharp = "Console.WriteLine(1);";

    /// <summary>Stands for the path of the file with <see cref="Subject.RivalText"/>.</summary>
    private const string RivalFile = "RIVAL";

    /// <summary>The distribution's, for which numpy is a package.</summary>
    private const string SystemPython = "/usr/bin/python3";

    private static readonly Subject _import = new("python", "import numpy", ["-c", "import numpy"], new Target("≤ 0.1", MostRatio: 0.1))
    {
        Case = "python, import numpy",
        Settings = [("PYTHON_INTERPRETER", SystemPython), ("PYTHON_WARM_IMPORTS", "numpy")],
    };

    public string Name => "warm-run";

    public async Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        var facts = new List<string> { BenchmarkEnvironment.Settings };
        foreach (var subject in _subjects)
        {
            using var server = environment.StartOurs(subject.Settings);
            server.Initialize();
            var interpreter = server.Interpreter(subject.Language);
            rows.Add(await MeasureAsync(subject, server, interpreter, environment, cancellationToken));
            facts.Add($"{subject.Language}: {interpreter}");
        }

        if (File.Exists(SystemPython) && await Command.SucceedsAsync(SystemPython, _import.Command, cancellationToken))
        {
            using var importing = environment.StartOurs(_import.Settings);
            importing.Initialize();
            rows.Add(await MeasureAsync(_import, importing, SystemPython, environment, cancellationToken));
            facts.Add($"numpy: PYTHON_INTERPRETER={SystemPython} PYTHON_WARM_IMPORTS=numpy");
        }
        else
        {
            facts.Add($"numpy is not installed for {SystemPython}: its import was not measured");
        }

        return new Report(
            Name,
            "`execute_code` with `fresh: true` over pipes against the same interpreter file started bare with the same code, in turns, "
                + "a run each quarter of a second (C# each 2.5 s, against `dotnet run` of the same file, built before), never overlapping; "
                + "the first dropped. TypeScript is measured against node on the same file without its types. "
                + "Each of our runs finds an interpreter that was started ahead.",
            rows,
            facts);
    }

    private static async Task<Row> MeasureAsync(
        Subject subject, PipeServer server, string interpreter, BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(subject.Pace);
        var folder = Directory.CreateTempSubdirectory("ultimate-mcp-rival-");
        try
        {
            var file = Path.Combine(folder.FullName, subject.Language == "csharp" ? "main.cs" : "main.js");
            await File.WriteAllTextAsync(file, subject.RivalText, cancellationToken);
            string[] command = [.. subject.Command.Select(word => word == RivalFile ? file : word)];
            return await MeasureAsync(subject, server, () => Command.Time(interpreter, command), pace, environment, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Row> MeasureAsync(
        Subject subject,
        PipeServer server,
        Func<TimeSpan> timeRival,
        PeriodicTimer pace,
        BenchmarkEnvironment environment,
        CancellationToken cancellationToken)
    {
        var (ours, bare) = (new Samples(), new Samples());
        for (var round = 0; round < environment.Times(brief: 6, full: subject.Rounds); round++)
        {
            await pace.WaitForNextTickAsync(cancellationToken);
            var first = server.TimeCall("execute_code", subject.Run());
            await pace.WaitForNextTickAsync(cancellationToken);
            var second = timeRival();
            if (round > 0)
            {
                ours.Add(first);
                bare.Add(second);
            }
        }

        return Row.OfTimes(subject.Case, ours, bare, subject.Target);
    }

    private sealed record Subject(string Language, string Code, string[] Command, Target? Target)
    {
        public string Case { get; init; } = Language;

        public IReadOnlyList<(string, string)> Settings { get; init; } = [];

        public string RivalText { get; init; } = "";

        /// <summary>Enough for the next interpreter to be started before the next call.</summary>
        public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(250);

        public int Rounds { get; init; } = 61;

        public JsonObject Run() => new() { ["language"] = Language, ["code"] = Code, ["fresh"] = true };
    }
}
