using System.Text;
using UltimateMcp.Code.Output.Searching;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Tests.Code.Output;

public sealed class OutputPageTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Pages_follow_each_other_until_the_end()
    {
        Write("a\nb\nc\n");

        var first = await ReadAsync(0, 2);
        var second = await ReadAsync(first.NextOffset!.Value, 2);

        Assert.Equal(["a", "b"], first.Lines);
        Assert.Equal(2, first.NextOffset);
        Assert.Equal(["c"], second.Lines);
        Assert.Null(second.NextOffset);
        Assert.Equal(3, first.TotalLines);
    }

    [Fact]
    public async Task A_last_line_without_an_end_counts()
    {
        Write("a\nb");

        var page = await ReadAsync(0, 10);

        Assert.Equal(["a", "b"], page.Lines);
        Assert.Equal(2, page.TotalLines);
    }

    [Fact]
    public async Task An_empty_file_has_no_lines()
    {
        var page = await ReadAsync(0, 10);

        Assert.Empty(page.Lines);
        Assert.Equal(0, page.TotalLines);
        Assert.Null(page.NextOffset);
    }

    [Fact]
    public async Task An_expensive_search_ends_early_and_says_where_to_continue()
    {
        Write("one\n" + string.Concat(Enumerable.Repeat("b\n", 99)));
        var budget = new SearchBudget(20, TestContext.Current.CancellationToken);

        var pattern = SearchPattern.Parse("[a-o]n");
        var page = await OutputPage.ReadAsync(_file, 0, 0, 10, pattern, budget, TestContext.Current.CancellationToken);

        Assert.Equal(["0:one"], page.Lines);
        Assert.Equal(100, page.TotalLines);
        Assert.InRange(page.NextOffset!.Value, 1, 20);
        Assert.Contains($"before line {page.NextOffset}", page.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_picks_lines_and_shows_their_numbers()
    {
        Write("one\ntwo\nthree\nfour\n");

        var page = await ReadAsync(0, 10, SearchPattern.Parse("^t"));

        Assert.Equal(["1:two", "2:three"], page.Lines);
        Assert.Equal(4, page.TotalLines);
    }

    [Fact]
    public async Task A_page_of_matches_says_where_the_next_match_is()
    {
        Write("t0\nx\nt2\nx\nt4\n");

        var page = await ReadAsync(0, 2, SearchPattern.Parse("t"));

        Assert.Equal(["0:t0", "2:t2"], page.Lines);
        Assert.Equal(4, page.NextOffset);
    }

    [Fact]
    public async Task A_page_stays_below_64_KB_and_the_next_one_continues_where_it_stopped()
    {
        Write(string.Concat(Enumerable.Repeat(new string('"', 1000) + "\n", 100)));

        var page = await ReadAsync(0, 100);

        Assert.InRange(page.Lines.Length, 1, 32);
        Assert.Equal(page.Lines.Length, page.NextOffset);
    }

    [Fact]
    public async Task Windows_line_ends_are_no_part_of_a_line()
    {
        Write("a\r\nb\r\n");

        var page = await ReadAsync(0, 10);

        Assert.Equal(["a", "b"], page.Lines);
    }

    private void Write(string text) => File.WriteAllText(_file, text, new UTF8Encoding(false));

    private Task<OutputPage> ReadAsync(long offset, int limit, SearchPattern? pattern = null) =>
        OutputPage.ReadAsync(_file, offset, 0, limit, pattern, TestContext.Current.CancellationToken);
}
