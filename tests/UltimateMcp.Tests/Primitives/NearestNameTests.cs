namespace UltimateMcp.Tests.Primitives;

public class NearestNameTests
{
    private static readonly string[] Allowed = ["code", "language", "timeout_seconds", "max_rows", "args", "fix"];

    [Theory]
    [InlineData("Code", "code")]
    [InlineData("cod", "code")]
    [InlineData("lang", "language")]
    [InlineData("langauge", "language")]
    [InlineData("timeout", "timeout_seconds")]
    [InlineData("timeoutSeconds", "timeout_seconds")]
    [InlineData("maxRows", "max_rows")]
    [InlineData("max-rows", "max_rows")]
    [InlineData("argv", "args")]
    public void The_argument_that_was_probably_meant_is_found(string written, string meant) =>
        Assert.Equal(meant, NearestName.Find(written, Allowed));

    [Theory]
    [InlineData("")]
    [InlineData("stdin_text")]
    [InlineData("xyz")]
    public void A_name_unlike_any_argument_is_not_guessed(string written) => Assert.Null(NearestName.Find(written, Allowed));

    [Fact]
    public void A_name_of_64_characters_is_compared_and_a_longer_one_is_not()
    {
        var longest = "code" + new string('x', 60);

        Assert.Equal("code", NearestName.Find(longest, Allowed));
        Assert.Null(NearestName.Find(longest + "x", Allowed));
    }
}
