using System.Text;

namespace UltimateMcp.Tests.Primitives;

public class TruncationTests
{
    [Theory]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "1234…")]
    [InlineData("123😀56", 5, "123…")]
    [InlineData("12😀56", 5, "12😀…")]
    public void A_text_is_cut_before_a_character_and_never_within(string text, int limit, string cut) =>
        Assert.Equal(cut, Truncation.Of(text, limit));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 5)]
    [InlineData(4, 1, 5)]
    [InlineData(5, 5, 5)]
    [InlineData(6, 6, 6)]
    public void A_place_within_a_character_has_its_start_and_its_end(int index, int start, int end)
    {
        var bytes = Encoding.UTF8.GetBytes("a😀b");

        Assert.Equal(start, Truncation.CharacterStart(bytes, index));
        Assert.Equal(end, Truncation.CharacterEnd(bytes, index));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_cut_anywhere()
    {
        byte[] bytes = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80];

        Assert.Equal(4, Truncation.CharacterStart(bytes, 4));
        Assert.Equal(4, Truncation.CharacterEnd(bytes, 4));
    }

    [Theory]
    [InlineData("abc", 1, 1)]
    [InlineData("a😀", 2, 1)]
    [InlineData("e\u0301x", 1, 0)]
    [InlineData("e\u0301x", 2, 2)]
    [InlineData("xe\u0301\u0323y", 3, 1)]
    [InlineData("x👍🏽y", 3, 1)]
    [InlineData("x👍🏽y", 4, 1)]
    [InlineData("x👍🏽y", 5, 5)]
    [InlineData("कि", 1, 0)]
    [InlineData("abc", 3, 3)]
    [InlineData("", 0, 0)]
    public void What_a_reader_takes_for_one_character_is_not_split(string text, int index, int start) =>
        Assert.Equal(start, Truncation.VisibleCharacterStart(text, index));

    [Fact]
    public void A_text_of_marks_alone_is_cut_where_it_is_asked_for() =>
        Assert.Equal(50, Truncation.VisibleCharacterStart(new string('\u0301', 100), 50));
}
