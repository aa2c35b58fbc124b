using System.Text;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Tests.Code.Output;

public class OutputHeadAndTailTests
{
    private const int Longest = 2 * OutputHeadAndTail.MaximumEnd;

    [Fact]
    public void A_stream_of_two_windows_is_read_whole()
    {
        var ends = OutputHeadAndTail.Of(Bytes(new string('x', Longest)));

        Assert.Equal((Longest, "", 0L, true), (ends.Head.Length, ends.Tail, ends.OmittedBytes, ends.IsLossless));
    }

    [Fact]
    public void Of_a_longer_one_both_ends_are_read_and_the_bytes_between_counted()
    {
        var ends = OutputHeadAndTail.Of(Bytes("first" + new string('x', Longest) + "last"));

        Assert.StartsWith("first", ends.Head, StringComparison.Ordinal);
        Assert.EndsWith("last", ends.End, StringComparison.Ordinal);
        Assert.Equal(9, ends.OmittedBytes);
    }

    [Fact]
    public void No_character_is_split()
    {
        var ends = OutputHeadAndTail.Of(Bytes("x" + new string('名', Longest)));

        Assert.DoesNotContain('\ufffd', ends.Head + ends.Tail);
        Assert.True(ends.IsLossless);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Longest)]
    [InlineData((2 * Longest) - 1)]
    public void A_byte_that_is_no_text_is_noticed_wherever_it_stands(int index)
    {
        var bytes = Bytes(new string('x', 2 * Longest));
        bytes[index] = 0xff;

        Assert.False(OutputHeadAndTail.Of(bytes).IsLossless);
    }

    [Fact]
    public void An_excerpt_of_both_ends_counts_all_that_it_leaves_out()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(number => $"line {number}\n"));

        var excerpt = OutputExcerpt.Of(OutputHeadAndTail.Of(Bytes(text)));

        Assert.Equal(text.Length, excerpt.OmittedBytes + excerpt.Head.Length + excerpt.Tail.Length);
        Assert.Equal(100_000, excerpt.Lines);
    }

    [Fact]
    public void A_stream_that_shows_nothing_leaves_nothing_out()
    {
        var excerpt = OutputExcerpt.Of(OutputHeadAndTail.Of(Bytes(string.Concat(Enumerable.Repeat("\u001b[0m", Longest)))));

        Assert.Equal(("", 0L), (excerpt.Joined, excerpt.OmittedBytes));
    }

    [Theory]
    [InlineData("plain\r\n", "")]
    [InlineData("10%\r20%", "Text that stdout overwrote, as a progress bar does, is left out as on a terminal; the record holds all bytes.")]
    [InlineData("a\0", "stdout holds bytes that are not readable text; they show as \ufffd.")]
    [InlineData("w\0i\0d\0e\0", "stdout was read as utf-16le.")]
    public void What_a_reader_should_know_is_noted(string written, string notes) =>
        Assert.Equal(notes, string.Join(' ', OutputHeadAndTail.Of(Bytes(written)).NotesOn("stdout")));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
