using System.Diagnostics;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Packaging;

/// <summary>The packages of the tool as the README has them made, in a folder that serves as their only source.</summary>
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
            await PackAsync("-r", "linux-x64");
            await PackAsync("-r", "any");
            await PackAsync();
        }
    }

    /// <summary>Installs a package into a folder of its own and returns the path of the command.</summary>
    public async Task<string> InstallAsync(string package)
    {
        var tools = _folder.Combine(package);
        await DotnetAsync("tool", "install", package, "--tool-path", tools, "--source", Packages);
        return Path.Combine(tools, "ultimate-mcp");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task PackAsync(params string[] target) => DotnetAsync(
        ["pack", SourceFolder.Combine("src/UltimateMcp.Server"), "-c", "Release", .. target, "-o", Packages, "-nodeReuse:false", "-p:UseSharedCompilation=false"]);

    private static async Task DotnetAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
    }
}
