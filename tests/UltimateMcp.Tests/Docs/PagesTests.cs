using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace UltimateMcp.Tests.Docs;

public class PagesTests
{
    private static IEnumerable<Page> Written => Page.ReadAll().Where(page => page.Path.EndsWith(".md", StringComparison.Ordinal));

    [Fact]
    public void Each_link_within_the_repository_leads_somewhere()
    {
        var dead = from page in Written
                   from Match link in Regex.Matches(page.Text, @"\]\((?<target>[^)#]+)", RegexOptions.NonBacktracking)
                   where !link.Groups["target"].Value.StartsWith("https:", StringComparison.Ordinal)
                   where !page.Reaches(link.Groups["target"].Value)
                   select $"{page.Path}: {link.Groups["target"].Value}";

        Assert.Empty(dead);
    }

    [Fact]
    public void What_hosts_are_to_be_configured_with_is_JSON_that_names_the_command()
    {
        var blocks = Page.Read("README.md").Blocks("json").ToList();

        Assert.Equal(5, blocks.Count);
        Assert.All(blocks, block =>
        {
            var server = JsonNode.Parse(block)!.AsObject().Single().Value!["ultimate-mcp"]!;
            var command = (string)server["command"]!;
            Assert.EndsWith("/ultimate-mcp", command == "wsl.exe" ? (string)server["args"]![0]! : command, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_decision_page_has_context_options_choice_and_cost()
    {
        var pages = Written.Where(page => page.Path.StartsWith("docs/decisions/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.Matches(
            new Regex(
                @"\A# .+\n\n\*\*Context\.\*\* .+\n\n\*\*Options\.\*\* .+\n\n\*\*Choice\.\*\* .+\n\n\*\*Cost\.\*\* .+",
                RegexOptions.Singleline | RegexOptions.NonBacktracking),
            page.Text));
    }
}
