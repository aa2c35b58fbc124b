using System.IO.Compression;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Packaging;

public sealed class PackagedToolTests(PackedTool tool) : IClassFixture<PackedTool>
{
    private const string Test = "public class T { [Fact] public void A() => Assert.Equal(1, 1); }";

    private const string Bash = "echo $((100 * 101 / 2))";
    private const string TypeScript = "enum Sum { Of = 100 }\nconst sum: number = Sum.Of * 101 / 2;\nconsole.log(sum)";

    [Fact]
    public async Task The_tool_installs_as_a_native_program_and_serves()
    {
        Assert.SkipUnless(PackedTool.IsWanted, PackedTool.WhyNot);

        var command = await tool.InstallAsync("UltimateMcp");

        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(command)!, "ultimate-mcp.dll", SearchOption.AllDirectories));
        Assert.Equal("5050", await PrintedAsync(command, "bash", Bash));
        Assert.Equal("5050", await PrintedAsync(command, "typescript", TypeScript));
        Assert.Equal("5050", await PrintedAsync(command, "csharp", "Console.WriteLine(100 * 101 / 2);"));
        await LintsAndTestsAsync(command);
    }

    [Fact]
    public async Task The_package_for_any_system_installs_and_serves_on_the_runtime()
    {
        Assert.SkipUnless(PackedTool.IsWanted, PackedTool.WhyNot);

        var command = await tool.InstallAsync("UltimateMcp.any");

        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(command)!, "ultimate-mcp.dll", SearchOption.AllDirectories));
        Assert.Equal("5050", await PrintedAsync(command, "bash", Bash));
        Assert.Equal("5050", await PrintedAsync(command, "typescript", TypeScript));
        Assert.Equal("5050", await PrintedAsync(command, "csharp", "Console.WriteLine(100 * 101 / 2);"));
        await LintsAndTestsAsync(command);
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

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("any")]
    public void The_packages_carry_the_tools_with_their_licences_and_nothing_else_of_npm(string system)
    {
        Assert.SkipUnless(PackedTool.IsWanted, PackedTool.WhyNot);

        var package = Directory.GetFiles(tool.Packages, $"UltimateMcp.{system}.*.nupkg").Single();
        var tools = Entries(package)
            .Where(entry => entry.Contains("/tools/", StringComparison.Ordinal))
            .Select(entry => entry[(entry.LastIndexOf("/tools/", StringComparison.Ordinal) + 1)..]);

        Assert.Equal(
            ["amaro", "node-types", "oxlint", "ruff", "typescript"],
            tools.Select(entry => entry.Split('/')[1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Subset(
            tools.ToHashSet(StringComparer.Ordinal),
            new HashSet<string>(StringComparer.Ordinal)
            {
                "tools/amaro/LICENSE-swc", "tools/amaro/LICENSE.md", "tools/amaro/wasm.js", "tools/amaro/wasm_bg.wasm",
                "tools/ruff/LICENSE",
                "tools/ruff/ruff.cwasm", "tools/ruff/ruff.wasm", "tools/oxlint/LICENSE", "tools/oxlint/bin/oxlint",
                "tools/typescript/LICENSE", "tools/typescript/lib/tsc",
                "tools/node-types/@types/node/LICENSE", "tools/node-types/undici-types/package.json",
            });
        Assert.DoesNotContain(Entries(package), entry => entry.Contains("node_modules", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static bool IsSymbols(string entry) => Path.GetExtension(entry) is ".dbg" or ".pdb";

    /// <summary>What a program prints that the installed server runs.</summary>
    private static async Task<string?> PrintedAsync(string command, string language, string code)
    {
        var result = await CallAsync(command, "execute_code", language, code);
        return result.StructuredContent?.GetProperty("stdout").GetString()?.Trim();
    }

    private static async Task LintsAndTestsAsync(string command)
    {
        Assert.Contains(" F401 ", await SaidAsync(command, "lint_code", "python", "import os"), StringComparison.Ordinal);
        Assert.Contains(" no-undef ", await SaidAsync(command, "lint_code", "javascript", "missing();"), StringComparison.Ordinal);
        Assert.Contains(" TS2304 ", await SaidAsync(command, "lint_code", "typescript", "missing();"), StringComparison.Ordinal);
        Assert.Contains(" CS0103 ", await SaidAsync(command, "lint_code", "csharp", "Missing();"), StringComparison.Ordinal);
        Assert.StartsWith("passed: 1 passed", await SaidAsync(command, "run_tests", "csharp", Test), StringComparison.Ordinal);
    }

    private static async Task<string> SaidAsync(string command, string tool, string language, string code) =>
        Assert.Single((await CallAsync(command, tool, language, code)).Content.OfType<TextContentBlock>()).Text;

    private static async Task<CallToolResult> CallAsync(string command, string tool, string language, string code)
    {
        using var home = new TemporaryFolder();
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = command,
            EnvironmentVariables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ULTIMATE_MCP_HOME"] = home.Path },
        });
        await using var client = await McpClient.CreateAsync(transport);
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["language"] = language, ["code"] = code };
        var result = await client.CallToolAsync(tool, arguments);
        Assert.True(result.IsError is not true, result.StructuredContent?.ToString());
        return result;
    }
}
