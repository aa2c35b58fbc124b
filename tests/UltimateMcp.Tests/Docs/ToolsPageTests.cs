using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Hosting;
using UltimateMcp.Server.Hosting.Settings;

namespace UltimateMcp.Tests.Docs;

public class ToolsPageTests
{
    [Fact]
    public async Task The_page_has_each_tool_with_its_description_and_arguments()
    {
        var page = Page.Read("docs/tools.md");
        await using var services = SandboxFixture();

        foreach (var tool in services.GetServices<ITool>().Select(tool => tool.Definition))
        {
            var section = page.Section($"`{tool.Name}`");

            Assert.Contains(tool.Description, section.Text, StringComparison.Ordinal);
            Assert.Equal(ArgumentsOf(tool), section.Rows.Where(IsArgument).Select(row => $"{row[0]} {row[1]}"));
        }
    }

    [Fact]
    public void The_page_has_each_error_code()
    {
        var documented = Page.Read("docs/tools.md").Section("Errors").Rows.Select(row => row[0].Trim('`'));

        Assert.Equal(Enum.GetNames<CallErrorCode>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).Order(), documented.Order());
    }

    /// <summary>Arguments have a default beside their name; the rows of results have not.</summary>
    private static bool IsArgument(IReadOnlyList<string> row) => row.Count == 3;

    private static IEnumerable<string> ArgumentsOf(ToolDefinition tool)
    {
        var required = tool.InputSchema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()).ToList()
            : [];
        return tool.InputSchema.GetProperty("properties").EnumerateObject().Select(argument =>
            $"`{argument.Name}` " + (required.Contains(argument.Name)
                ? "required"
                : argument.Value.TryGetProperty("default", out var value) ? value.GetRawText() : "–"));
    }

    private static ServiceProvider SandboxFixture()
    {
        var settings = new SettingsReader(_ => null).Read(new Dictionary<string, string>(StringComparer.Ordinal), []).Settings;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddUltimateMcp(settings, Serilog.Core.Logger.None);
        return services.BuildServiceProvider();
    }
}
