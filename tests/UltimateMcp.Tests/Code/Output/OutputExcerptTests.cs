using System.Text;
using System.Text.Encodings.Web;
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

        var excerpt = OutputExcerpt.Of(text, HowToRead);

        Assert.Equal(text, excerpt.Text);
        Assert.Equal(0, excerpt.LeftOut);
    }

    [Fact]
    public void One_byte_more_is_cut_and_says_how_much_and_how_to_read_it()
    {
        var excerpt = OutputExcerpt.Of(new string('x', OutputExcerpt.MaximumBytes + 1), HowToRead);

        Assert.Equal(1, excerpt.LeftOut);
        Assert.Contains("… 1 bytes left out; read it elsewhere …", excerpt.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Head_and_tail_are_kept_and_cut_at_line_ends()
    {
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(number => $"line {number}\n"));

        var excerpt = OutputExcerpt.Of(text, HowToRead);

        var lines = excerpt.Text.Split('\n');
        var between = Array.FindIndex(lines, line => line.StartsWith('…'));
        Assert.Equal("line 0", lines[0]);
        Assert.Equal("line 9999", lines[^2]);
        Assert.Equal($"line {between - 1}", lines[between - 1]);
        Assert.StartsWith("line ", lines[between + 1], StringComparison.Ordinal);
        Assert.Equal(text.Length, excerpt.LeftOut + Encoding.UTF8.GetByteCount(excerpt.Text) - Encoding.UTF8.GetByteCount(lines[between]) - 1);
    }

    [Fact]
    public void A_cut_never_splits_a_character()
    {
        var excerpt = OutputExcerpt.Of("x" + new string('名', 20_000), HowToRead);

        Assert.DoesNotContain('\ufffd', excerpt.Text);
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("\"")]
    [InlineData("\u2028")]
    [InlineData("x")]
    public void Two_streams_and_the_rest_fit_into_one_channel_whatever_they_hold(string unit)
    {
        var excerpt = OutputExcerpt.Of(string.Concat(Enumerable.Repeat(unit, 100_000)), HowToRead);

        var encoded = JsonEncodedText.Encode(excerpt.Text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;
        Assert.InRange(encoded, 1, 25 * 1024);
    }
}
