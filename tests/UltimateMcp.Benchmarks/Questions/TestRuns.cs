using System.Globalization;
using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;
using UltimateMcp.Benchmarks.Servers;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>What does a small test run cost, against the framework's own command?</summary>
internal sealed class TestRuns : IQuestion
{
    private const string SystemPython = "/usr/bin/python3";

    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup><PackageReference Include="xunit.v3" Version="4.0.2" /><Using Include="Xunit" /></ItemGroup>
        </Project>
        """;

    /// <summary>A row a framework. FOLDER stands for the rival's folder, and INTERPRETER for the interpreter of the server.</summary>
    private static readonly Subject[] _subjects =
    [
        new(
            "unittest", "python", "import unittest\nclass T(unittest.TestCase):\n    def test_a(self): self.assertEqual(1 + 1, 2)\n",
            "test_a.py", ["INTERPRETER", "-m", "unittest", "discover", "-s", "FOLDER"],
            new Target("≤ 0.5 and under 20 ms", MostRatio: 0.5, Most: 20)),
        new(
            "pytest", "python", "import pytest\ndef test_a(): assert 1 + 1 == 2\n",
            "test_a.py", ["INTERPRETER", "-m", "pytest", "-q", "-p", "no:cacheprovider", "FOLDER"], new Target("under 100 ms", Most: 100)),
        new(
            "node:test", "javascript",
            "import test from 'node:test'; import assert from 'node:assert';\ntest('a', () => assert.equal(1 + 1, 2));\n",
            "a.test.mjs", ["INTERPRETER", "--test", "FOLDER/a.test.mjs"], new Target("under 60 ms", Most: 60)),
        new(
            "bats", "bash", "@test \"a\" { [ $((1 + 1)) -eq 2 ]; }\n", "a.bats", ["/usr/bin/bats", "FOLDER/a.bats"], Target: null),
        new(
            "xunit", "csharp", "public class T { [Fact] public void A() => Assert.Equal(2, 1 + 1); }\n",
            "T.cs", ["dotnet", "test", "--project", "FOLDER/Tests.csproj"],
            new Target("≤ 0.05 and under 250 ms", MostRatio: 0.05, Most: 250))
        {
            // The compiler is loaded before the next call.
            Pace = TimeSpan.FromSeconds(2),
            Rounds = 8,
        },
    ];

    public string Name => "tests";

    public async Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        List<Row> rows = [];
        List<string> facts = [BenchmarkEnvironment.Settings];
        foreach (var subject in _subjects)
        {
            var folder = Directory.CreateTempSubdirectory("ultimate-mcp-benchmark-").FullName;
            try
            {
                using var server = environment.StartOurs(File.Exists(SystemPython) ? [("PYTHON_INTERPRETER", SystemPython)] : []);
                server.Initialize();
                var command = subject.CommandIn(folder, server.Interpreter(subject.Language));
                subject.Write(folder, round: 0);
                if (await CanRunAsync(command, cancellationToken))
                {
                    rows.Add(await MeasureAsync(subject, server, command, folder, environment, cancellationToken));
                    facts.Add($"{subject.Case}: {string.Join(' ', subject.Command)}");
                }
                else
                {
                    facts.Add($"{subject.Case} was not measured: {string.Join(' ', subject.Command)} does not succeed here");
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return new Report(
            Name,
            "`run_tests` over pipes of one small test in a worker that was started ahead, against the framework's own command, in turns; "
                + "each with other text, so that C# is compiled by both. The first is dropped.",
            rows,
            facts);
    }

    private static async Task<bool> CanRunAsync(string[] command, CancellationToken cancellationToken) =>
        (!Path.IsPathRooted(command[0]) || File.Exists(command[0]))
        && await Command.SucceedsAsync(command[0], command[1..], cancellationToken);

    private static async Task<Row> MeasureAsync(
        Subject subject,
        PipeServer server,
        string[] command,
        string folder,
        BenchmarkEnvironment environment,
        CancellationToken cancellationToken)
    {
        var (ours, theirs) = (new Samples(), new Samples());
        for (var round = 0; round < environment.Times(brief: 4, full: subject.Rounds); round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(subject.Pace, cancellationToken);
            var first = server.TimeCall("run_tests", subject.Call(round));
            subject.Write(folder, round);
            var second = Command.Time(command[0], command[1..]);
            if (round > 0)
            {
                ours.Add(first);
                theirs.Add(second);
            }
        }

        return Row.OfTimes(subject.Case, ours, theirs, subject.Target);
    }

    private sealed record Subject(string Case, string Language, string Code, string FileName, string[] Command, Target? Target)
    {
        /// <summary>Between two rounds, in which the next worker starts.</summary>
        public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(700);

        public int Rounds { get; init; } = 31;

        public string[] CommandIn(string folder, string interpreter) =>
        [
            .. Command.Select(word => word.Replace("FOLDER", folder, StringComparison.Ordinal)
                .Replace("INTERPRETER", interpreter, StringComparison.Ordinal)),
        ];

        public void Write(string folder, int round)
        {
            File.WriteAllText(Path.Combine(folder, FileName), TextOf(round));
            if (Language == "csharp" && round == 0)
            {
                File.WriteAllText(Path.Combine(folder, "Tests.csproj"), Project);
            }
        }

        public JsonObject Call(int round) => new() { ["language"] = Language, ["code"] = TextOf(round) };

        private string TextOf(int round) => string.Create(
            CultureInfo.InvariantCulture, $"{Code}{(Language is "python" or "bash" ? "#" : "//")} {round}\n");
    }
}
