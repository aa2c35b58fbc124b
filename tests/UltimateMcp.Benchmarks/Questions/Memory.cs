using System.Text.Json.Nodes;
using UltimateMcp.Benchmarks.Measuring;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>How much memory does the server hold after a call, and at most while a program floods it?</summary>
internal sealed class Memory : IQuestion
{
    private static readonly JsonObject _flood = new()
    {
        ["code"] = "import sys\nblock = 'x' * 99_999 + '\\n'\nfor _ in range(1000):\n    sys.stdout.write(block)\n",
        ["fresh"] = true,
    };

    public string Name => "memory";

    public Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        using var server = environment.StartOurs();
        server.Initialize();
        server.Call("execute_code", new JsonObject { ["code"] = "print(1)" });
        var idle = server.Mebibytes("VmRSS");
        for (var run = 0; run < environment.Times(brief: 1, full: 10); run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            server.Call("execute_code", _flood);
        }

        var peak = server.Mebibytes("VmHWM");
        return Task.FromResult(new Report(
            Name,
            "Resident memory of the server process (`VmRSS`, `VmHWM` of `/proc`), sandboxed programs not counted: "
                + "after its first call, then the highest since its start after programs that write 100 MB each.",
            [RowOf("idle after one call", idle, 60), RowOf("peak while flooded", peak, 120)],
            [BenchmarkEnvironment.Settings]));
    }

    private static Row RowOf(string name, double mebibytes, double most) =>
        new(name, $"{Report.Number(mebibytes)} MiB", Rival: null, Ratio: null, mebibytes, new Target($"under {most:0} MiB", Most: most));
}
