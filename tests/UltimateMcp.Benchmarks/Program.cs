using UltimateMcp.Benchmarks;
using UltimateMcp.Benchmarks.Questions;

// Processes are started and pipes are spoken to, one at a time and in turns with a rival: docs/decisions/benchmarks.md
// says why the harness is ours.
if (BenchmarkArguments.Parse(args, out var complaint) is not { } arguments)
{
    await Console.Error.WriteLineAsync(complaint);
    return 64;
}

IQuestion[] questions =
[
    new StartToInitialize(), new RoundTrip(), new Throughput(), new ColdRun(), new WarmRun(), new Prints(),
    new Lint(), new TestRuns(), new HostileNeighbours(), new IdleRuns(), new Memory(),
];
var environment = await BenchmarkEnvironment.PrepareAsync(arguments, CancellationToken.None);
foreach (var question in questions.Where(question => arguments.Only is null || question.Name == arguments.Only))
{
    var report = await question.MeasureAsync(environment, CancellationToken.None);
    report.Print(Console.Out);
    if (arguments.Write)
    {
        await report.WriteAsync(environment, CancellationToken.None);
    }
}

return 0;
