using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelContextProtocol.Protocol;
using UltimateMcp.EndToEnd.Attacks;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Interpreters;

/// <summary>What the README promises to somebody with a project's environment and a CSV file.</summary>
public partial class NewcomerTests
{
    private const string Plot =
        """
        import pandas, matplotlib.pyplot as plt
        orders = pandas.read_csv("/workspace/data/orders.csv", parse_dates=["day"])
        orders.groupby(orders.day.dt.month).total.sum().plot(kind="bar")
        plt.show()
        """;

    [Theory, EachIdentity]
    public async Task The_configuration_of_the_README_gives_a_plot_of_a_file(Identity identity)
    {
        DebianPackages.SkipWithout("numpy", "pandas", "matplotlib");
        using var home = new UserFolder(identity);
        home.MakeEnvironment("shop/.venv", "--system-site-packages");
        home.Place("shop/data/orders.csv", "day,total\n2026-01-05,10.5\n2026-01-09,4\n2026-02-01,7\n");
        await using var server = await AttackServer.StartAsync(identity, null, SettingsOfReadme(home.Path));

        var tools = await server.Server.Client.ListToolsAsync();
        var health = await server.Server.CallAsync("health");
        var run = await server.RunAsync(Plot);
        var arguments = JsonNode.Parse(HowToShow().Match(run.Text).Groups["arguments"].Value)!;
        var picture = await server.Server.CallAsync("read_output", ("uri", (string)arguments["uri"]!));

        Assert.Contains("/workspace/data", tools.Single(tool => tool.Name == "execute_code").Description, StringComparison.Ordinal);
        Assert.Matches("packages: .*matplotlib .*pandas ", health.Text);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("image/png", Assert.Single(picture.Result.Content.OfType<ImageContentBlock>()).MimeType);
    }

    /// <summary>Of the block that names an environment.</summary>
    private static (string Name, string Value)[] SettingsOfReadme(string home)
    {
        var readme = File.ReadAllText(SourceFolder.Combine("README.md"));
        var block = JsonBlock().Matches(readme).Single(match => match.Value.Contains("PYTHON_INTERPRETER", StringComparison.Ordinal));
        var server = JsonNode.Parse(block.Groups["text"].Value)!["mcpServers"]!["ultimate-mcp"]!;
        var homeOfReadme = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName((string)server["command"]!)))!;
        var settings = server["env"]!.AsObject();
        return [.. settings.Select(entry => (entry.Key, ((string)entry.Value!).Replace(homeOfReadme, home, StringComparison.Ordinal)))];
    }

    [GeneratedRegex("```json\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("read_output (?<arguments>\\{.*\\})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex HowToShow();
}
