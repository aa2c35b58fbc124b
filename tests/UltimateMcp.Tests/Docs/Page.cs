using System.Text.RegularExpressions;
using UltimateMcp.Tests.Rules;

namespace UltimateMcp.Tests.Docs;

/// <summary>A page of Markdown in the source tree.</summary>
internal sealed record Page(string Path, string Text)
{
    /// <summary>The rows of all tables on the page, a list of cells each, without headings and rules.</summary>
    public IEnumerable<IReadOnlyList<string>> Rows => Text.Split('\n')
        .Where((line, index) => line.StartsWith('|') && !IsRule(line) && !IsRule(LineAfter(index)))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToList());

    /// <summary>The content of fenced blocks of one language.</summary>
    public IEnumerable<string> Blocks(string language) =>
        Regex.Matches(
                Text,
                $"^```{language}\n(?<content>.*?)^```",
                RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.NonBacktracking)
            .Select(match => match.Groups["content"].Value);

    /// <summary>The part under a heading of the second level.</summary>
    public Page Section(string heading)
    {
        var start = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{Path} has no section \"{heading}\".");
        var end = Text.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return this with { Text = end < 0 ? Text[start..] : Text[start..end] };
    }

    /// <param name="path">From the top of the repository.</param>
    public static Page Read(string path) => ReadAll().Single(page => page.Path == path);

    public static IEnumerable<Page> ReadAll() => SourceTree.All.Select(file => new Page(file.Path, file.Text));

    /// <summary>Whether a relative link on this page leads to a file or a folder.</summary>
    public bool Reaches(string link)
    {
        var target = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, link), "/").Trim('/');
        return SourceTree.All.Any(file => file.Path == target || file.IsUnder(target));
    }

    private string LineAfter(int index) => Text.Split('\n').ElementAtOrDefault(index + 1) ?? "";

    private static bool IsRule(string line) => line.StartsWith("|-", StringComparison.Ordinal);
}
