using System.Text;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Tests.Code.Output;

public class OutputHeadAndTailTests
{
    private const int Longest = 2 * OutputHeadAndTail.MaximumEnd;

    [Fact]
    public void A_stream_that_fits_is_kept_whole()
    {
        var ends = OutputHeadAndTail.Of(Bytes(new string('x', Longest)));

        Assert.Equal((Longest, "", 0L, true), (ends.Head.Length, ends.Tail, ends.OmittedBytes, ends.IsLossless));
    }

    [Fact]
    public void Of_a_longer_stream_head_and_tail_are_kept_and_the_bytes_between_are_counted()
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
    public void A_byte_that_is_not_text_is_detected_at_any_position(int index)
    {
        var bytes = Bytes(new string('x', 2 * Longest));
        bytes[index] = 0xff;

        Assert.False(OutputHeadAndTail.Of(bytes).IsLossless);
    }

    [Fact]
    public void An_excerpt_counts_all_that_it_omits()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(number => $"line {number}\n"));

        var excerpt = OutputExcerpt.Of(OutputHeadAndTail.Of(Bytes(text)));

        Assert.Equal(text.Length, excerpt.OmittedBytes + excerpt.Head.Length + excerpt.Tail.Length);
        Assert.Equal(100_000, excerpt.Lines);
    }

    [Fact]
    public void A_stream_without_visible_text_omits_nothing()
    {
        var excerpt = OutputExcerpt.Of(OutputHeadAndTail.Of(Bytes(string.Concat(Enumerable.Repeat("\u001b[0m", Longest)))));

        Assert.Equal(("", 0L), (excerpt.Joined, excerpt.OmittedBytes));
    }

    [Theory]
    [InlineData("plain\r\n", "")]
    [InlineData(
        "10%\r20%", "Text that stdout overwrote, as a progress bar does, is left out as on a terminal; the record holds all bytes.")]
    [InlineData("a\0", "stdout contains bytes that are not readable text; they are shown as \ufffd.")]
    [InlineData("w\0i\0d\0e\0", "stdout was read as utf-16le.")]
    public void Notes_mention_replaced_bytes_encoding_and_overwriting(string written, string notes) =>
        Assert.Equal(notes, string.Join(' ', OutputHeadAndTail.Of(Bytes(written)).NotesOn("stdout")));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
