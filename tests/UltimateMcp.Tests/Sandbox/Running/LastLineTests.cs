using System.Text;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

public class LastLineTests
{
    [Theory]
    [InlineData("one\ntwo\n", "two")]
    [InlineData("one\ntw", "tw")]
    [InlineData("one\n\n  \n", "one")]
    [InlineData("10%\r20%\r", "20%")]
    [InlineData("\u001b[32mgreen\u001b[0m\n", "green")]
    [InlineData("\u001b]0;title\u0007shown", "shown")]
    [InlineData("a\u0007b\n", "ab")]
    public void The_last_line_with_something_visible_is_shown(string chunk, string line) =>
        Assert.Equal(line, LastLine.In(Encoding.UTF8.GetBytes(chunk)));

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("\u001b[2J")]
    public void Without_anything_visible_there_is_none(string chunk) => Assert.Null(LastLine.In(Encoding.UTF8.GetBytes(chunk)));

    [Fact]
    public void A_line_is_cut_to_200_characters()
    {
        Assert.Equal(200, LastLine.In(Encoding.UTF8.GetBytes(new string('x', 200)))?.Length);
        Assert.Equal(200, LastLine.In(Encoding.UTF8.GetBytes(new string('x', 201)))?.Length);
    }
}
