using System.Globalization;
using System.Text;

namespace UltimateMcp.Tests.Primitives;

public class EscapedTextTests
{
    [Theory]
    [InlineData("plain text, naïve, 名, 😀, עברית, العربية\n\ttab")]
    [InlineData("⚠\ufe0f ✔\ufe0e")]
    [InlineData("")]
    public void Visible_text_stays_as_it_is(string text) => Assert.Equal(text, EscapedText.Of(text));

    [Theory]
    [InlineData("a\u202eb", @"a\u{202e}b")]
    [InlineData("a\u2066b\u2069", @"a\u{2066}b\u{2069}")]
    [InlineData("a\u200b\u200c\u200d\u2060\ufeffb", @"a\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}b")]
    [InlineData("a\u00ad\u034f\u115f\u3164\uffa0b", @"a\u{ad}\u{34f}\u{115f}\u{3164}\u{ffa0}b")]
    [InlineData("a\U000e0041\U000e007fb", @"a\u{e0041}\u{e007f}b")]
    [InlineData("a\U000e0100b", @"a\u{e0100}b")]
    [InlineData("a\ufe0f\ufe0fb \ufe0f", @"a\ufe0f\u{fe0f}b \u{fe0f}")]
    [InlineData("a\u2028b\u2029c", @"a\u{2028}b\u{2029}c")]
    public void What_hides_or_reorders_is_escaped(string text, string expected) =>
        Assert.Equal(expected.Replace("\\ufe0f", "\ufe0f", StringComparison.Ordinal), EscapedText.Of(text));

    /// <summary>The search that passes over most text must stop at each of them.</summary>
    [Fact]
    public void Every_format_character_of_Unicode_is_escaped()
    {
        var all = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value))
            .Where(rune => Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            .ToArray();

        Assert.NotEmpty(all);
        Assert.All(all, rune => Assert.Equal($"x\\u{{{rune.Value:x}}}", EscapedText.Of("x" + rune)));
    }

    [Fact]
    public void A_line_of_ours_holds_no_control_character_of_others()
    {
        Assert.Equal(@"a\u{a}hint: forged\u{d}\u{1b}[2J\u{85}\u{9}b", EscapedText.LineOf("a\nhint: forged\r\u001b[2J\u0085\tb"));
        Assert.Equal("a\nb", EscapedText.Of("a\nb"));
    }
}
