using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Output.Pages;
using UltimateMcp.Code.Output.Searching;

namespace UltimateMcp.Tests.Code.Output.Pages;

public class PageMatchesTests
{
    private const int ContextLength = PageMatches.ContextLength;
    private const string Part = @"^0 \(column (?<column>\d+)\): …?(?<text>.*?)…?$";

    [Fact]
    public async Task A_match_after_5000_characters_is_shown_with_its_context()
    {
        using var file = new OutputFile(new string('x', 5000) + "needle\n");

        var page = await file.ReadAsync(grep: "needle");

        Assert.Equal([$"0 (column 4750): …{new string('x', ContextLength)}needle"], page.Lines);
        Assert.Equal((null, null, 1L), (page.NextOffset, page.NextColumn, page.TotalLines));
    }

    [Fact]
    public async Task A_column_that_is_shown_leads_there()
    {
        using var file = new OutputFile(new string('x', 5000) + "needle" + new string('y', 5000));

        var page = await file.ReadAsync(column: 4750 + ContextLength);

        Assert.StartsWith("needleyyy", page.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_match_of_a_line_is_shown_and_overlapping_excerpts_are_merged()
    {
        var (near, far) = (new string('b', 400), new string('c', 3000));
        using var file = new OutputFile($"{new string('a', 3000)}needle{near}needle{far}needle{new string('d', 3000)}\n");

        var page = await file.ReadAsync(grep: "needle");

        Assert.Equal(
            [
                $"0 (column 2750): …{new string('a', ContextLength)}needle{new string('b', 400)}needle{new string('c', ContextLength)}…",
                $"0 (column 6162): …{new string('c', ContextLength)}needle{new string('d', ContextLength)}…",
            ],
            page.Lines);
    }

    [Theory]
    [InlineData(PageMatches.MaximumWholeLine, true)]
    [InlineData(PageMatches.MaximumWholeLine + 1, false)]
    public async Task A_line_of_a_thousand_characters_is_shown_whole_and_a_longer_one_as_an_excerpt(int length, bool isWhole)
    {
        using var file = new OutputFile("\n" + "needle".PadRight(length, 'x') + "\r\n");

        var page = await file.ReadAsync(grep: "^needle");

        var expected = isWhole ? "1:" + "needle".PadRight(length, 'x') : $"1 (column 0): needle{new string('x', ContextLength)}…";
        Assert.Equal(expected, Assert.Single(page.Lines));
    }

    [Theory]
    [InlineData("^x", 0)]
    [InlineData("y$", 69_749)]
    [InlineData("$", 69_750)]
    [InlineData("^", 0)]
    [InlineData("\\by", null)]
    [InlineData("^y", null)]
    [InlineData("x$", null)]
    [InlineData("xy", 64_749)]
    [InlineData("x{5}y{5}", 64_745)]
    public async Task Places_are_those_of_the_whole_line(string pattern, int? column)
    {
        using var file = new OutputFile(new string('x', 65_000) + new string('y', 5_000));

        var page = await file.ReadAsync(grep: pattern);

        Assert.Equal(
            column is { } at ? $"0 (column {at})" : "",
            string.Concat(page.Lines.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])));
    }

    [Fact]
    public async Task A_match_is_found_wherever_buffers_end()
    {
        foreach (var length in (int[])[1023, 1024, 8191, 8192, 16_383, 65_535, 65_536, 65_537, 131_071])
        {
            for (var shift = -8; shift <= 8; shift++)
            {
                using var file = new OutputFile(new string('é', length + shift) + "nädle😀" + new string('é', 2000));

                var page = await file.ReadAsync(grep: "näd?le");

                Assert.Contains("énädle😀é", Assert.Single(page.Lines), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_excerpts_are_the_context_of_the_matches_of_the_engine_of_dotnet()
    {
        var random = new Random(31);
        string[] patterns = ["needle", "n[e]+dle", "needle|nothing", "😀n", "x\\w{3}n", "d?le$", "\\bneedle\\b", "^x", "名needle"];
        for (var round = 0; round < 80; round++)
        {
            var line = string.Concat(
                Enumerable.Range(0, random.Next(1, 12)).Select(_ => Stretch(random) + (random.Next(3) == 0 ? "" : "needle")));
            line += new string('z', Math.Max(0, PageMatches.MaximumWholeLine + 1 - line.Length));
            var pattern = patterns[random.Next(patterns.Length)];
            using var file = new OutputFile(line + "\n");

            var shown = PartsOf(await file.ReadAllAsync(grep: pattern));

            Assert.Equal(Expected(line, pattern), shown);
        }
    }

    [Fact]
    public async Task A_pattern_that_matches_everything_pages_through_a_line_of_any_length()
    {
        var line = new StringBuilder();
        line.Insert(0, "ab\"😀", 100_000);
        using var file = new OutputFile(line.ToString());

        var pages = await file.ReadAllAsync(grep: ".");

        Assert.All(pages, page => Assert.InRange(page.Lines.Sum(shown => JsonTextSize.Of(shown)), 1, 62 * 1024));
        Assert.Equal(line.ToString(), string.Concat(PartsOf(pages).OrderBy(excerpt => excerpt.Column).Select(excerpt => excerpt.Text)));
    }

    [Theory]
    [InlineData("x*")]
    [InlineData("")]
    [InlineData("q|$|")]
    public async Task Empty_matches_show_their_context(string pattern)
    {
        using var file = new OutputFile(new string('x', 5000) + "y");

        var pages = await file.ReadAllAsync(grep: pattern);

        Assert.Equal(new string('x', 5000) + "y", string.Concat(PartsOf(pages).Select(excerpt => excerpt.Text)));
    }

    [Fact]
    public async Task An_expensive_search_ends_within_a_line_and_continues_there()
    {
        using var file = new OutputFile(new string('a', 200_000) + "needle" + new string('a', 200_000) + "\nneedle\n");

        var first = await file.ReadAsync(grep: "a?(a[bc]|.d)?nee?dle", steps: 100_000);
        var pages = await file.ReadAllAsync(grep: "a?(a[bc]|.d)?nee?dle", steps: 100_000);

        Assert.Contains($"in line 0 at column {first.NextColumn}", first.Hint, StringComparison.Ordinal);
        Assert.InRange(pages.Count, 10, 200);
        Assert.Equal(
            [$"0 (column 199749): …{new string('a', ContextLength + 1)}needle{new string('a', ContextLength)}…", "1:needle"],
            pages.SelectMany(page => page.Lines));
    }

    [Fact]
    public async Task Only_the_end_of_a_very_long_match_is_shown()
    {
        using var file = new OutputFile("a" + new string('x', 100_000) + "zend");

        var page = await file.ReadAsync(grep: "a.*z");

        Assert.Matches("^0 \\(column 9\\d{4}\\): …x+zend$", Assert.Single(page.Lines));
    }

    [Fact]
    public async Task Overwritten_text_is_not_found_and_the_rest_is()
    {
        using var file = new OutputFile(new string('x', 3000) + "\rneedle\nlost\rkept\n");

        var page = await file.ReadAsync(grep: "needlex|kept|lost");

        Assert.Equal([$"0 (column 0): needle{new string('x', ContextLength + 1)}…", "1:kept"], page.Lines);
        Assert.Contains("overwritten", page.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Matches_in_UTF_16_are_found()
    {
        using var file = new OutputFile(Encoding.Unicode.GetBytes(new string('x', 5000) + "nädle\r\n"));

        var page = await file.ReadAsync(grep: "nädle$");

        Assert.EndsWith("xnädle", Assert.Single(page.Lines), StringComparison.Ordinal);
        Assert.Equal("utf-16le", page.Encoding);
    }

    [Fact]
    public async Task Pages_of_one_line_show_all_that_a_page_of_many_does()
    {
        using var file = new OutputFile(string.Concat(
            Enumerable.Range(0, 20).Select(line => $"{new string('x', line * 300)}needle{new string('y', line * 500)}needle\n")));

        var pages = await file.ReadAllAsync(limit: 1, grep: "needle");
        var whole = await file.ReadAsync(grep: "needle");

        Assert.Equal(whole.Lines, pages.SelectMany(page => page.Lines));
        Assert.All(pages, page => Assert.Single(page.Lines));
    }

    [Fact]
    public void Matches_are_the_same_in_one_piece_and_in_many()
    {
        var random = new Random(13);
        foreach (var pattern in (string[])["ab|b+", "a*", "(ab?){2,3}c", "\\bab", "c$|^a", "[^a]c?"])
        {
            for (var round = 0; round < 200; round++)
            {
                var line = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "abc "[random.Next(4)]));

                Assert.Equal(Found(pattern, line, int.MaxValue), Found(pattern, line, random.Next(1, 4)));
            }
        }
    }

    private static List<SearchMatch> Found(string pattern, string line, int atOnce)
    {
        List<SearchMatch> found = [];
        var budget = new SearchBudget(SearchBudget.Default, TestContext.Current.CancellationToken);
        var search = SearchPattern.Parse(pattern);
        search.Begin(0, previous: null);
        for (var read = 0; read < line.Length;)
        {
            if (search.Find(line.AsSpan(read, Math.Min(line.Length - read, atOnce)), budget, out var count) is { } match)
            {
                found.Add(match);
            }

            read += count;
        }

        return search.FindAtEnd(budget) is { } last ? [.. found, last] : found;
    }

    private static string Stretch(Random random)
    {
        string[] units = ["x", "名", "😀", "x "];
        return string.Concat(Enumerable.Repeat(units[random.Next(units.Length)], random.Next(600)));
    }

    private static List<(long Column, string Text)> PartsOf(IEnumerable<OutputPage> pages) =>
        [.. from line in pages.SelectMany(page => page.Lines)
            let excerpt = Regex.Match(line, Part, RegexOptions.ExplicitCapture, Timeout.InfiniteTimeSpan)
            select (long.Parse(excerpt.Groups["column"].Value, CultureInfo.InvariantCulture), excerpt.Groups["text"].Value)];

    /// <summary>Around each match, joined where they meet; the patterns are such that the shortest match is the engine's.</summary>
    private static List<(long Column, string Text)> Expected(string line, string pattern)
    {
        List<(int Start, int End)> parts = [];
        foreach (Match match in Regex.Matches(line, pattern, RegexOptions.CultureInvariant, Timeout.InfiniteTimeSpan))
        {
            var (start, end) = (Math.Max(0, match.Index - ContextLength), match.Index + match.Length + ContextLength);
            if (parts.Count > 0 && start <= parts[^1].End)
            {
                parts[^1] = (parts[^1].Start, end);
            }
            else
            {
                parts.Add((start, end));
            }
        }

        return
        [
            .. from excerpt in parts
               let start = Truncation.CharacterStart(line, excerpt.Start)
               let end = excerpt.End >= line.Length ? line.Length : Truncation.CharacterStart(line, excerpt.End)
               select ((long)start, line[start..end]),
        ];
    }
}
