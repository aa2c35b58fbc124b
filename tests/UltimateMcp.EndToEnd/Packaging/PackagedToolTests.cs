using System.IO.Compression;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Packaging;

public sealed class PackagedToolTests(PackedTool tool) : IClassFixture<PackedTool>
{
    [Fact]
    public async Task The_tool_installs_as_a_native_program_and_serves()
    {
        Assert.SkipUnless(PackedTool.IsWanted, PackedTool.WhyNot);

        var command = await tool.InstallAsync("UltimateMcp");

        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(command)!, "ultimate-mcp.dll", SearchOption.AllDirectories));
        Assert.Equal("5050", await PrintedAsync(command));
    }

    [Fact]
    public async Task The_package_for_any_system_installs_and_serves_on_the_runtime()
    {
        Assert.SkipUnless(PackedTool.IsWanted, PackedTool.WhyNot);

        var command = await tool.InstallAsync("UltimateMcp.any");

        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(command)!, "ultimate-mcp.dll", SearchOption.AllDirectories));
        Assert.Equal("5050", await PrintedAsync(command));
    }

    [Fact]
    public void The_packages_carry_the_manifest_and_no_symbols_of_the_native_program()
    {
        Assert.SkipUnless(PackedTool.IsWanted, PackedTool.WhyNot);

        var packages = Directory.GetFiles(tool.Packages, "*.nupkg");

        Assert.Equal(3, packages.Length);
        Assert.All(packages, package => Assert.Contains(".mcp/server.json", Entries(package)));
        Assert.DoesNotContain(Entries(packages.Single(package => package.Contains("linux-x64", StringComparison.Ordinal))), IsSymbols);
    }

    private static IEnumerable<string> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static bool IsSymbols(string entry) => Path.GetExtension(entry) is ".dbg" or ".pdb";

    /// <summary>What a program prints that the installed server runs.</summary>
    private static async Task<string?> PrintedAsync(string command)
    {
        using var home = new TemporaryFolder();
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = command,
            EnvironmentVariables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ULTIMATE_MCP_HOME"] = home.Path },
        });
        await using var client = await McpClient.CreateAsync(transport);
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["language"] = "bash",
            ["code"] = "echo $((100 * 101 / 2))",
        };
        CallToolResult result = await client.CallToolAsync("execute_code", arguments);
        return result.StructuredContent?.GetProperty("stdout").GetString()?.Trim();
    }
}
