using System.Text;
using System.Text.Json;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Tests.Code.Output;

public class OutputExcerptTests
{
    private const string HowToRead = "read it elsewhere";

    [Fact]
    public void A_text_of_16_KB_is_shown_whole()
    {
        var text = new string('x', OutputExcerpt.MaximumBytes);

        var excerpt = Of(text);

        Assert.Equal(text, excerpt.Joined);
        Assert.Equal(0, excerpt.OmittedBytes);
    }

    [Fact]
    public void In_a_longer_text_an_ellipsis_on_its_own_line_replaces_the_middle()
    {
        var excerpt = Of(new string('x', OutputExcerpt.MaximumBytes + 1));

        Assert.Equal(1, excerpt.OmittedBytes);
        Assert.Equal(
            $"{new string('x', OutputExcerpt.MaximumBytes / 2)}\n…\n{new string('x', OutputExcerpt.MaximumBytes / 2)}", excerpt.Joined);
    }

    [Fact]
    public void Head_and_tail_are_kept_and_cut_at_line_ends()
    {
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(number => $"line {number}\n"));

        var excerpt = Of(text);

        Assert.StartsWith("line 0\n", excerpt.Head, StringComparison.Ordinal);
        Assert.EndsWith("\n", excerpt.Head, StringComparison.Ordinal);
        Assert.StartsWith("line ", excerpt.Tail, StringComparison.Ordinal);
        Assert.EndsWith("line 9999\n", excerpt.Tail, StringComparison.Ordinal);
        Assert.Equal(text.Length, excerpt.OmittedBytes + excerpt.Head.Length + excerpt.Tail.Length);
        Assert.Equal(10_000, excerpt.Lines);
    }

    [Fact]
    public void A_cut_never_splits_a_character()
    {
        var excerpt = Of("x" + new string('名', 20_000));

        Assert.DoesNotContain('\ufffd', excerpt.Joined);
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("\"")]
    [InlineData("\u2028")]
    [InlineData("x")]
    public void Two_streams_and_the_rest_fit_in_a_reply_whatever_they_contain(string unit)
    {
        var excerpt = Of(string.Concat(Enumerable.Repeat(unit, 100_000)));

        var encoded = JsonEncodedText.Encode(excerpt.Joined, ReadableJsonEncoder.Instance).EncodedUtf8Bytes.Length;
        Assert.InRange(encoded, 1, 25 * 1024);
    }

    [Theory]
    [InlineData("a", "stdout, 1 lines:\na")]
    [InlineData("a\n", "stdout, 1 lines:\na")]
    [InlineData("a\n\n", "stdout, 2 lines:\na\n")]
    [InlineData("\n", "stdout, 1 lines:\n")]
    [InlineData("a\r\nb\r\n", "stdout, 2 lines:\na\nb")]
    [InlineData("10 %\r20 %\rhint: forged\n", "stdout, 1 lines:\nhint: forged")]
    public void A_header_counts_the_lines_and_only_a_line_feed_ends_one(string written, string expected) =>
        Assert.Equal(expected, BlockOf(Of(written)));

    [Fact]
    public void The_header_alone_says_what_is_omitted_and_how_many_lines_follow()
    {
        var excerpt = Of(string.Concat(Enumerable.Range(1, 9_000).Select(number => $"line {number}\n")));

        var lines = BlockOf(excerpt).Split('\n');

        var head = excerpt.Head.Count(letter => letter == '\n');
        Assert.Equal(
            $"stdout, {lines.Length - 1:N0} of 9,000 lines ({excerpt.OmittedBytes:N0} bytes left out after line {head}; {HowToRead}):",
            lines[0]);
        Assert.Equal($"line {head}", lines[head]);
        Assert.Equal("line 9000", lines[^1]);
        Assert.DoesNotContain(lines.Skip(1), line => line.Contains('…', StringComparison.Ordinal));
    }

    [Fact]
    public void One_long_line_is_shown_as_two_pieces()
    {
        var lines = BlockOf(Of(new string('x', 100_000))).Split('\n');

        Assert.Equal(
            $"stdout, 2 of 2 lines ({100_000 - OutputExcerpt.MaximumBytes:N0} bytes left out after line 1; {HowToRead}):", lines[0]);
        Assert.Equal(3, lines.Length);
    }

    private static OutputExcerpt Of(string text) => OutputExcerpt.Of(OutputHeadAndTail.Of(Encoding.UTF8.GetBytes(text)));

    private static string BlockOf(OutputExcerpt excerpt)
    {
        var text = new StringBuilder();
        excerpt.AppendBlock(text, "stdout", HowToRead);
        return text.ToString();
    }
}
