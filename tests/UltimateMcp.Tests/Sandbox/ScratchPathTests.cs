using UltimateMcp.Sandbox;

namespace UltimateMcp.Tests.Sandbox;

public class ScratchPathTests
{
    [Theory]
    [InlineData("main.py")]
    [InlineData("a/b/c.txt")]
    [InlineData("...")]
    [InlineData("ünïcode/名.txt")]
    public void A_path_that_stays_inside_is_accepted(string text)
    {
        Assert.True(ScratchPath.TryParse(text, out var path, out _));

        Assert.Equal(text, path.Value);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("/etc/passwd", "absolute")]
    [InlineData("../x", "\"..\"")]
    [InlineData("a/../../x", "\"..\"")]
    [InlineData("./a", "\".\"")]
    [InlineData("a//b", "empty part")]
    [InlineData("a/", "empty part")]
    [InlineData("a\0b", "NUL")]
    public void A_path_that_could_leave_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(ScratchPath.TryParse(text, out _, out var fault));

        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_holds_255_bytes_and_not_one_more()
    {
        Assert.True(ScratchPath.TryParse(new string('ä', 127) + "x", out _, out _));
        Assert.False(ScratchPath.TryParse(new string('ä', 128), out _, out _));
    }

    [Fact]
    public void A_path_may_be_16_parts_deep_and_not_one_more()
    {
        var deepest = string.Join('/', Enumerable.Repeat("d", ScratchPath.MaximumDepth));

        Assert.True(ScratchPath.TryParse(deepest, out _, out _));
        Assert.False(ScratchPath.TryParse(deepest + "/d", out _, out _));
    }
}
