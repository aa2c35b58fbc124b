using System.Text;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Tests.Code.Output;

public class TerminalTextTests
{
    [Theory]
    [InlineData("plain\ttext\r\n", "plain\ttext\r\n")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("naïve 名 😀", "naïve 名 😀")]
    public void Escape_sequences_are_removed_and_text_stays(string written, string expected)
    {
        var text = TerminalText.From(Encoding.UTF8.GetBytes(written));

        Assert.Equal(expected, text.Text);
        Assert.True(text.IsLossless);
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0xFF, 0x62 }, "a\ufffdb")]
    [InlineData(new byte[] { 0x61, 0x00, 0x62 }, "a\ufffdb")]
    [InlineData(new byte[] { 0x61, 0x08, 0x62 }, "a\ufffdb")]
    [InlineData(new byte[] { 0x61, 0xC2, 0x9B, 0x62 }, "a\ufffdb")]
    [InlineData(new byte[] { 0xE2, 0x82 }, "\ufffd")]
    public void Unprintable_characters_are_replaced_and_flagged(byte[] written, string expected)
    {
        var text = TerminalText.From(written);

        Assert.Equal(expected, text.Text);
        Assert.False(text.IsLossless);
    }

    [Fact]
    public void Characters_that_hide_or_reorder_text_are_escaped_and_count_as_text()
    {
        var text = TerminalText.From("pay\u202etxt.exe\u202c zero\u200bwidth"u8);

        Assert.Equal(@"pay\u{202e}txt.exe\u{202c} zero\u{200b}width", text.Text);
        Assert.True(text.IsLossless);
    }
}
