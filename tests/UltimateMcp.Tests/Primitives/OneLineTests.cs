
namespace UltimateMcp.Tests.Primitives;

public class OneLineTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\nb\tc\0d", "a b c d")]
    [InlineData("a\u2028b\u0085c", "a b c")]
    [InlineData("\u001b[1;31mred\u001b[0m", "red")]
    [InlineData("x\u001b]0;endless", "x0;endless")]
    public void Escapes_and_control_characters_are_gone(string text, string line) => Assert.Equal(line, OneLine.Of(text, 80));

    [Fact]
    public void A_line_has_so_many_characters_and_not_one_more()
    {
        Assert.Equal("12345", OneLine.Of("12345", 5));
        Assert.Equal("1234…", OneLine.Of("123456", 5));
    }

    [Fact]
    public void Escapes_do_not_count() => Assert.Equal("12345", OneLine.Of("\u001b[31m12345\u001b[0m", 5));

    [Fact]
    public void A_pair_of_surrogates_is_never_split()
    {
        Assert.Equal("123…", OneLine.Of("123😀56", 5));
        Assert.Equal("12😀…", OneLine.Of("12😀56", 5));
    }
}
