using System.Text;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Tests.Code.Output.Pages;

public class PageLinesTests
{
    private const int LongestPage = 62 * 1024;

    [Fact]
    public async Task Pages_joined_are_the_whole_text()
    {
        var random = new Random(23);
        for (var round = 0; round < 12; round++)
        {
            var text = RandomText(random);
            var lines = LinesOf(text);
            using var file = new OutputFile(text);

            var pages = await file.ReadAllAsync(limit: random.Next(4) switch { 0 => 1, 1 => 3, _ => 200 });

            Assert.Equal(lines, Joined(pages));
            Assert.All(pages, page => Assert.Equal(lines.Length, page.TotalLines));
            Assert.All(pages, page => Assert.InRange(page.Lines.Sum(line => JsonTextSize.Of(line) + 3), 0, LongestPage));
            Assert.All(pages.SelectMany(page => page.Lines), line => Assert.Equal(-1, line.IndexOf('\ufffd', StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_surrogate_pair_is_split_at_no_cut(int before)
    {
        var text = new string('x', before) + string.Concat(Enumerable.Repeat("😀", 200_000));
        using var file = new OutputFile(text);

        var pages = await file.ReadAllAsync();

        Assert.InRange(pages.Count, 10, 30);
        Assert.All(pages, page => Assert.False(char.IsLowSurrogate(page.Lines[0][0]) || char.IsHighSurrogate(page.Lines[0][^1])));
        Assert.Equal(text, string.Concat(pages.Select(page => page.Lines[0])));
    }

    [Fact]
    public async Task A_letter_keeps_its_marks_and_an_emoji_its_skin_tone()
    {
        using var letters = new OutputFile(string.Concat(Enumerable.Repeat("e\u0301\u0323", 40_000)));
        using var hands = new OutputFile("x" + string.Concat(Enumerable.Repeat("👍🏽", 20_000)));

        var pages = await letters.ReadAllAsync();
        var handPages = await hands.ReadAllAsync();

        Assert.All(pages, page => Assert.Equal(('e', '\u0323'), (page.Lines[0][0], page.Lines[0][^1])));
        Assert.All(handPages, page => Assert.EndsWith("👍🏽", page.Lines[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_that_fits_into_a_page_is_whole_and_one_unit_more_goes_on()
    {
        using var fits = new OutputFile("short\n" + new string('x', LongestPage - 3));
        using var more = new OutputFile("short\n" + new string('x', LongestPage - 2));

        var first = await fits.ReadAsync();
        var piece = await more.ReadAsync();

        Assert.Equal((1, 1L, null), (first.Lines.Length, first.NextOffset, first.NextColumn));
        Assert.Equal((2, 1L), (piece.Lines.Length, piece.NextOffset!.Value));
        Assert.Equal(piece.Lines[1].Length, piece.NextColumn);
        Assert.Equal(LongestPage - 2, piece.Lines[1].Length + (await more.ReadAsync(1, piece.NextColumn!.Value)).Lines[0].Length);
    }

    [Fact]
    public async Task The_middle_of_a_line_is_read_by_its_column()
    {
        using var file = new OutputFile($"{new string('x', 5000)}needle\nnext\n");

        var page = await file.ReadAsync(column: 5000);

        Assert.Equal(["needle", "next"], page.Lines);
    }

    [Theory]
    [InlineData(2, "")]
    [InlineData(100_000, "")]
    public async Task A_column_behind_the_end_of_its_line_shows_nothing_of_it(long column, string shown)
    {
        using var file = new OutputFile("ab\ncd");

        var page = await file.ReadAsync(column: column);

        Assert.Equal([shown, "cd"], page.Lines);
    }

    [Fact]
    public async Task A_column_inside_a_character_begins_with_the_whole_of_it()
    {
        using var file = new OutputFile("x" + string.Concat(Enumerable.Repeat("😀", 21_000)));

        var page = await file.ReadAsync(column: 2);
        var next = await file.ReadAsync(column: page.NextColumn!.Value);

        Assert.Equal(1 + page.Lines[0].Length, page.NextColumn);
        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 21_000)), page.Lines[0] + next.Lines[0]);
    }

    [Fact]
    public async Task Overwritten_text_and_the_encoding_are_each_mentioned_once()
    {
        using var progress = new OutputFile(string.Concat(Enumerable.Range(0, 100).Select(step => $"\r{step}%")) + "\ndone\n");
        using var wide = new OutputFile(Encoding.Unicode.GetBytes("first line\r\nsecond line\r\n"));
        using var plain = new OutputFile("a\r\nb\r\n");

        var page = await progress.ReadAsync();
        var widePage = await wide.ReadAsync();
        var plainPage = await plain.ReadAsync();

        Assert.Equal(["99%", "done"], page.Lines);
        Assert.Contains("overwritten", page.Hint, StringComparison.Ordinal);
        Assert.Equal(["first line", "second line"], widePage.Lines);
        Assert.Equal((2L, "utf-16le", null), (widePage.TotalLines, widePage.Encoding, widePage.Hint));
        Assert.Equal((null, null), (plainPage.Encoding, plainPage.Hint));
    }

    private static string[] LinesOf(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        return text.Length == 0 || text[^1] == '\n' ? lines[..^1] : lines;
    }

    private static List<string> Joined(List<OutputPage> pages)
    {
        List<string> lines = [];
        var goesOn = false;
        foreach (var page in pages)
        {
            if (goesOn)
            {
                lines[^1] += page.Lines[0];
            }

            lines.AddRange(page.Lines.Skip(goesOn ? 1 : 0));
            goesOn = page.NextColumn is not null;
        }

        return lines;
    }

    private static string RandomText(Random random)
    {
        string[] units = ["x", "\"", "é", "名", "😀", "e\u0301", "\t", "ab cd ", "👍🏽"];
        var text = new StringBuilder();
        for (var lines = random.Next(8); lines >= 0; lines--)
        {
            int[] lengths = [0, random.Next(20), random.Next(60_000, 70_000), random.Next(120_000), random.Next(120_000)];
            var length = lengths[random.Next(lengths.Length)];
            while (length > 0)
            {
                var run = random.Next(1, 5000);
                text.Insert(text.Length, units[random.Next(units.Length)], run);
                length -= run;
            }

            text.Append(lines == 0 && random.Next(2) == 0 ? "" : random.Next(2) == 0 ? "\n" : "\r\n");
        }

        return text.ToString();
    }
}
