using System.Text;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Tests.Code.Output;

public class MediaTypeTests
{
    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0 }, "image/png")]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "image/jpeg")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4 }, "application/zip")]
    [InlineData(new byte[] { 0x61, 0x00, 0x62 }, "application/octet-stream")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61 }, "application/octet-stream")]
    public void A_file_is_known_by_its_content(byte[] start, string expected) => Assert.Equal(expected, MediaType.Of(start));

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("GIF8 is not a picture without its version")]
    public void Text_is_text(string text) => Assert.Equal(MediaType.Text, MediaType.Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Text_is_text_even_where_the_look_ends_inside_a_character()
    {
        var start = Encoding.UTF8.GetBytes(new string('名', 2000)).AsSpan(0, MediaType.Needed);

        Assert.NotEqual(0, start.Length % 3);
        Assert.Equal(MediaType.Text, MediaType.Of(start));
    }
}
