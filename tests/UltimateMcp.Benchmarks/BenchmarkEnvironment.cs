using UltimateMcp.Benchmarks.Servers;

namespace UltimateMcp.Benchmarks;

/// <summary>The servers that are compared, and the machine that they run on.</summary>
internal sealed class BenchmarkEnvironment
{
    /// <summary>Rate limits are off; otherwise most samples would be refusals.</summary>
    private static readonly (string, string)[] _settings = [("RATE_LIMIT_RPS", "0"), ("RATE_LIMIT_EXECUTE_PER_MINUTE", "0")];

    private readonly BenchmarkArguments _arguments;
    private readonly string _node;

    private BenchmarkEnvironment(BenchmarkArguments arguments, string folder, string node, IReadOnlyList<string> machine) =>
        (_arguments, Folder, _node, Machine) = (arguments, folder, node, machine);

    /// <summary><c>tests/UltimateMcp.Benchmarks</c> in the source tree.</summary>
    public string Folder { get; }

    public IReadOnlyList<string> Machine { get; }

    public static string Settings { get; } =
        "settings: " + string.Join(' ', _settings.Select(setting => $"{setting.Item1}={setting.Item2}")) + ", all others at their defaults";

    public int Times(int brief, int full) => _arguments.Brief ? brief : full;

    public PipeServer StartOurs() => StartOurs([]);

    /// <param name="more">Settings that the question needs.</param>
    public PipeServer StartOurs(IReadOnlyList<(string, string)> more) => PipeServer.Start(_arguments.Server, [], [.. _settings, .. more]);

    /// <summary>The smallest server that the TypeScript SDK allows.</summary>
    public PipeServer StartRival() => PipeServer.Start(_node, [Path.Combine(Folder, "rivals", "echo-server.mjs")], []);

    public static async Task<BenchmarkEnvironment> PrepareAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var folder = FindFolder();
        var rivals = Path.Combine(folder, "rivals");
        if (!Directory.Exists(Path.Combine(rivals, "node_modules")))
        {
            await Command.OutputAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", rivals], cancellationToken);
        }

        var node = (await Command.OutputAsync("node", ["-p", "process.execPath"], cancellationToken)).Trim();
        return new BenchmarkEnvironment(arguments, folder, node, await DescribeAsync(arguments.Server, node, folder, cancellationToken));
    }

    private static async Task<IReadOnlyList<string>> DescribeAsync(
        string server, string node, string folder, CancellationToken cancellationToken)
    {
        var cpu = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var system = File.ReadLines("/etc/os-release")
            .First(line => line.StartsWith("PRETTY_NAME", StringComparison.Ordinal)).Split('=')[1].Trim('"');
        var commit = (await Command.OutputAsync("git", ["-C", folder, "rev-parse", "--short", "HEAD"], cancellationToken)).Trim();
        var version = (await Command.OutputAsync(server, ["--version"], cancellationToken)).Trim();
        return
        [
            $"commit {commit}, server {version}, {(IsNative(server) ? "native build" : "on the .NET runtime")}",
            "rival: @modelcontextprotocol/sdk of rivals/package-lock.json on node "
                + (await Command.OutputAsync(node, ["--version"], cancellationToken)).Trim(),
            $"machine: {Environment.ProcessorCount} × {cpu ?? "unknown processor"}, {system}, Linux {Environment.OSVersion.Version}",
            $"load average when it began: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}",
        ];
    }

    /// <summary>A build for the runtime has its assembly next to it.</summary>
    private static bool IsNative(string server) => !File.Exists(server + ".dll");

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "UltimateMcp.Benchmarks");
            if (Directory.Exists(Path.Combine(candidate, "rivals")))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("The source tree with tests/UltimateMcp.Benchmarks was not found above this program.");
    }
}
