
namespace UltimateMcp.Tests.Primitives;

public class IdentifierTests
{
    [Fact]
    public void An_id_is_the_prefix_and_26_characters()
    {
        var id = Identifier.Create("run", TimeProvider.System);

        Assert.Matches("^run_[0-9A-HJKMNP-TV-Z]{26}$", id);
        Assert.True(Identifier.IsValid(id, "run"));
    }

    [Fact]
    public void The_first_ten_characters_are_the_time()
    {
        // The example of the ULID specification: 1469918176385 ms is 01ARYZ6S41.
        var id = Identifier.Create("run", new ManualTime(DateTimeOffset.FromUnixTimeMilliseconds(1469918176385)));

        Assert.StartsWith("run_01ARYZ6S41", id, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_of_one_moment_differ()
    {
        var clock = new ManualTime(DateTimeOffset.UnixEpoch);

        Assert.NotEqual(Identifier.Create("run", clock), Identifier.Create("run", clock));
    }

    [Theory]
    [InlineData("run_../../../../etc/passwd12345")]
    [InlineData("run_01ARYZ6S41TSV4RRFFQ69G5FA")]
    [InlineData("run_01ARYZ6S41TSV4RRFFQ69G5FAVX")]
    [InlineData("run_01aryz6s41tsv4rrffq69g5fav")]
    [InlineData("call_01ARYZ6S41TSV4RRFFQ69G5FAV")]
    [InlineData("")]
    public void Anything_else_is_no_id(string text) => Assert.False(Identifier.IsValid(text, "run"));
}
