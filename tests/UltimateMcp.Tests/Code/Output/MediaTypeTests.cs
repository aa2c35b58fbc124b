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
    public void A_file_is_known_by_its_content(byte[] start, string expected) => Assert.Equal(expected, MediaType.Sniff(start));

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("GIF8 is not a picture without its version")]
    public void Text_is_text(string text) => Assert.Equal(MediaType.Text, MediaType.Sniff(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Text_is_text_even_if_the_sample_ends_inside_a_character()
    {
        var start = Encoding.UTF8.GetBytes(new string('名', 2000)).AsSpan(0, MediaType.SniffLength);

        Assert.NotEqual(0, start.Length % 3);
        Assert.Equal(MediaType.Text, MediaType.Sniff(start));
    }

    [Theory]
    [InlineData("plot", "<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")]
    [InlineData("plot.svg", "\ufeff<?xml version=\"1.0\"?>\n<!-- by hand -->\n<!DOCTYPE svg \"x\">\n<svg width='1'>", "image/svg+xml")]
    [InlineData("cut.svg", "<?xml version=\"1.0\"?><!-- a comment that does not end", "image/svg+xml")]
    [InlineData("page", "<!doctype html><p>", "text/html")]
    [InlineData("page", "  \n<!-- c --><HTML lang='en'>", "text/html")]
    [InlineData("part.htm", "<p>only a part</p>", "text/html")]
    [InlineData("page", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "application/xhtml+xml")]
    [InlineData("page.xhtml", "<html>", "application/xhtml+xml")]
    [InlineData("feed", "<?xml version='1.0'?><rss>", "application/xml")]
    [InlineData("pom.xml", "<project>", "application/xml")]
    [InlineData("result", "{\"a\": [1, 2.5e3, null, \"é\"]}\n", "application/json")]
    [InlineData("result.txt", "[]", "application/json")]
    [InlineData("nan.json", "{\"a\": NaN}", "application/json")]
    [InlineData("number.json", "12", "application/json")]
    [InlineData("log", "[INFO] started", "text/plain")]
    [InlineData("set", "{1, 2}", "text/plain")]
    [InlineData("two", "{}\n{}\n", "text/plain")]
    [InlineData("two.jsonl", "{}\n{}\n", "application/x-ndjson")]
    [InlineData("table.CSV", "a,b\n1,2\n", "text/csv")]
    [InlineData("table.csv", "[a],b\n", "text/csv")]
    [InlineData("table.tsv", "a\tb\n", "text/tab-separated-values")]
    [InlineData("README.md", "<svg></svg>\n# Title", "text/markdown")]
    [InlineData("no.extension", "<svgs>", "text/plain")]
    [InlineData("main.py", "print(1)", "text/plain")]
    [InlineData("", "<", "text/plain")]
    public void Text_is_known_by_its_content_and_else_by_its_name(string name, string text, string expected)
    {
        Assert.Equal(expected, MediaType.Sniff(Encoding.UTF8.GetBytes(text), name));
        Assert.True(MediaType.IsText(expected));
        Assert.False(MediaType.IsImage(expected));
    }

    [Theory]
    [InlineData("data.csv", new byte[] { 0x61, 0, 0x62 }, "application/octet-stream")]
    [InlineData("table.json", new byte[] { 0x80, 0x81, 0x82 }, "application/octet-stream")]
    [InlineData("report", new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x34, 0x0a, 0x80, 0 }, "application/pdf")]
    [InlineData("picture.svg", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0 }, "image/png")]
    public void Binary_data_is_not_text_whatever_its_name(string name, byte[] start, string expected)
    {
        Assert.Equal(expected, MediaType.Sniff(start, name));
        Assert.False(MediaType.IsText(expected));
    }

    [Fact]
    public void A_long_JSON_is_known_by_its_start_wherever_that_ends()
    {
        var bytes = Encoding.UTF8.GetBytes("{\"名\": [" + string.Concat(Enumerable.Repeat("\"é名😀\\n\", -12.5e-3, true, ", 300)));

        for (var cut = MediaType.SniffLength; cut < MediaType.SniffLength + 60; cut++)
        {
            Assert.Equal("application/json", MediaType.Sniff(bytes.AsSpan(0, cut)));
        }

        Assert.Equal("text/plain", MediaType.Sniff(Encoding.UTF8.GetBytes(new string('[', 2000))));
    }

    [Fact]
    public void Markup_and_JSON_in_other_encodings_are_known()
    {
        byte[] json = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{\"a\": \"é\"}")];
        var html = Encoding.Latin1.GetBytes("<html><p>Größe und Café</p></html>");

        Assert.Equal("application/json", MediaType.Sniff(json));
        Assert.Equal("text/html", MediaType.Sniff(html));
    }
}
