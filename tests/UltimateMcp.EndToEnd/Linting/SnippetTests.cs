using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>Every snippet has exactly the findings that its file names, and what is fixed stays fixed.</summary>
public sealed class SnippetTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private const int FewestOfALanguage = 60;

    private readonly TestServer _server = fixture.Server;

    public static TheoryData<Snippet> Python => [.. Snippet.Read("python")];

    public static TheoryData<Snippet> Bash => [.. Snippet.Read("bash")];

    public static TheoryData<Snippet> JavaScript => [.. Snippet.Read("javascript")];

    public static TheoryData<Snippet> TypeScript => [.. Snippet.Read("typescript")];

    public static TheoryData<Snippet> CSharp => [.. Snippet.Read("csharp")];

    [Theory]
    [MemberData(nameof(Python))]
    public Task Python_has_the_findings_that_are_expected(Snippet snippet) => HasExpectedFindingsAsync(snippet);

    [Theory]
    [MemberData(nameof(Bash))]
    public Task Bash_has_the_findings_that_are_expected(Snippet snippet)
    {
        Assert.SkipUnless(ShellCheck.IsExpected, ShellCheck.WhyNot);
        return HasExpectedFindingsAsync(snippet);
    }

    [Theory]
    [MemberData(nameof(JavaScript))]
    public Task JavaScript_has_the_findings_that_are_expected(Snippet snippet) => HasExpectedFindingsAsync(snippet);

    [Theory]
    [MemberData(nameof(TypeScript))]
    public Task TypeScript_has_the_findings_that_are_expected(Snippet snippet) => HasExpectedFindingsAsync(snippet);

    [Theory]
    [MemberData(nameof(CSharp))]
    public Task CSharp_has_the_findings_that_are_expected(Snippet snippet) => HasExpectedFindingsAsync(snippet);

    [Theory]
    [InlineData("python")]
    [InlineData("javascript")]
    [InlineData("typescript")]
    [InlineData("bash")]
    [InlineData("csharp")]
    public void There_are_many_of_a_language_and_ordinary_programs_among_them(string language)
    {
        var snippets = Snippet.Read(language);

        Assert.InRange(snippets.Count, FewestOfALanguage, int.MaxValue);
        Assert.Equal(snippets.Count, snippets.Select(snippet => snippet.Title).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(snippets.Count(snippet => snippet.Title.StartsWith("programs", StringComparison.Ordinal)), 10, int.MaxValue);
    }

    private async Task HasExpectedFindingsAsync(Snippet snippet)
    {
        var answer = await _server.LintAsync(snippet.Code, snippet.Language, ("fix", true));

        Assert.False(answer.IsError, answer.Text);
        Assert.Equal(snippet.Expected, answer.FindingsByPlace());
        if (answer["fixed_code"] is { } fixedCode)
        {
            await IsFixedAsync(snippet, answer, fixedCode);
        }
        else
        {
            Assert.DoesNotContain(snippet.Expected, finding => finding.EndsWith(" fixable", StringComparison.Ordinal));
        }
    }

    /// <summary>Nothing is fixable any more, and nothing is new.</summary>
    private async Task IsFixedAsync(Snippet snippet, ToolAnswer answer, string fixedCode)
    {
        var again = await _server.LintAsync(fixedCode, snippet.Language);

        Assert.DoesNotContain(again.FindingsByPlace(), finding => finding.EndsWith(" fixable", StringComparison.Ordinal));
        Assert.Empty(again.Rules().Except(answer.Rules(), StringComparer.Ordinal));
        Assert.True(again.Findings().Count < answer.Findings().Count);
    }
}
