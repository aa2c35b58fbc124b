using System.Diagnostics;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Packaging;

/// <summary>
/// The packages of the tool, made and installed by the README's own commands, from a folder that serves as their only
/// source.
/// </summary>
public sealed class PackedTool : IAsyncLifetime
{
    private const string Switch = "ULTIMATE_MCP_TEST_PACKAGES";

    private readonly TemporaryFolder _folder = new();

    public static bool IsWanted { get; } = Environment.GetEnvironmentVariable(Switch) == "1";

    public static string WhyNot => $"packing takes minutes; ./test --ci does it, by {Switch}=1";

    public string Packages => _folder.Combine("packages");

    public async ValueTask InitializeAsync()
    {
        if (IsWanted)
        {
            // The tests may run as root, whose sandbox has the rights of nobody.
            File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
            var packing = Commands("dotnet pack");
            Assert.Equal(2, packing.Count);
            await PackAsync(packing[0]);
            await PackAsync(packing[0].Replace("-r linux-x64", "-r any", StringComparison.Ordinal));
            await PackAsync(packing[1]);
        }
    }

    /// <summary>Installs a package into a folder of its own and returns the path of the command.</summary>
    public async Task<string> InstallAsync(string package)
    {
        var tools = _folder.Combine(package);
        var command = Assert.Single(Commands("dotnet tool install"));
        await RunAsync(command.Replace("--global UltimateMcp", $"{package} --tool-path {tools}", StringComparison.Ordinal));
        return Path.Combine(tools, "ultimate-mcp");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Those of the README that begin so.</summary>
    private static List<string> Commands(string beginning) =>
        [.. File.ReadLines(SourceFolder.Combine("README.md")).Where(line => line.StartsWith(beginning, StringComparison.Ordinal))];

    /// <summary>No server of the build may stay behind: it would hold the pipe that its output is read from.</summary>
    private Task PackAsync(string command) => RunAsync(command + " -nodeReuse:false -p:UseSharedCompilation=false");

    private async Task RunAsync(string command)
    {
        var words = command.Replace("artifacts/packages", Packages, StringComparison.Ordinal).Split(' ');
        var start = new ProcessStartInfo(
            words[0], words[1..]) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = SourceFolder.Combine("") };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}:\n{output}");
    }
}
