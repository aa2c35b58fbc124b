using System.Text;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Testing;

namespace UltimateMcp.Tests.Code.Testing;

public class TestReportTests
{
    private const string Nonce = "0123456789abcdef";

    [Fact]
    public void A_test_that_began_and_did_not_end_is_an_error()
    {
        var report = Read(Line("start", "\"id\":1,\"name\":\"a\",\"file\":\"f\",\"line\":3"));

        Assert.Equal(
            [new TestCase("a", "error", 0, "The process ended while this test ran.", "f", 3)], report.Tests);
        Assert.False(report.IsFinished);
    }

    [Fact]
    public void Only_the_first_end_counts_and_none_without_a_start()
    {
        var report = Read(
            Line("end", "\"id\":2,\"outcome\":\"passed\""),
            Line("start", "\"id\":1,\"name\":\"a\""),
            Line("end", "\"id\":1,\"outcome\":\"failed\",\"message\":\"no\",\"line\":7,\"file\":\"g\",\"ms\":5"),
            Line("end", "\"id\":1,\"outcome\":\"passed\""),
            Line("session_finished"));

        Assert.Equal([new TestCase("a", "failed", 5, "no", "g", 7)], report.Tests);
        Assert.True(report.IsFinished);
    }

    [Theory]
    [InlineData("{\"n\":\"other\",\"t\":\"session_finished\"}")]
    [InlineData("{\"t\":\"session_finished\"}")]
    [InlineData("session_finished " + Nonce)]
    [InlineData("{\"n\":\"" + Nonce + "\",\"t\":\"session_finished\"")]
    [InlineData("[\"" + Nonce + "\"]")]
    [InlineData("null " + Nonce)]
    public void A_line_that_is_no_event_with_the_nonce_is_dropped(string line)
    {
        Assert.False(Read(line).IsFinished);
    }

    [Fact]
    public void A_line_that_is_too_long_is_dropped()
    {
        var report = Read(
            Line("start", "\"id\":1,\"name\":\"" + new string('x', 70_000) + "\""), Line("start", "\"id\":2,\"name\":\"b\""));

        Assert.Equal("b", Assert.Single(report.Tests).Name);
    }

    [Fact]
    public void What_is_dropped_or_was_before_a_reset_does_not_count()
    {
        var report = Read(
            Line("start", "\"id\":1,\"name\":\"a\""),
            Line("collect_error", "\"message\":\"x\""),
            Line("reset"),
            Line("start", "\"id\":1,\"name\":\"b\""),
            Line("end", "\"id\":1,\"outcome\":\"passed\""),
            Line("start", "\"id\":2,\"name\":\"c\""),
            Line("drop", "\"id\":2"));

        Assert.Equal("b", Assert.Single(report.Tests).Name);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("")]
    public void An_outcome_that_there_is_not_ends_no_test(string outcome)
    {
        var report = Read(Line("start", "\"id\":1,\"name\":\"a\""), Line("end", $"\"id\":1,\"outcome\":\"{outcome}\""));

        Assert.Equal("error", Assert.Single(report.Tests).Outcome);
    }

    [Theory]
    [InlineData("\"path\":\"a\",\"lines\":10,\"covered\":5,\"missing\":[[1,2],[4,4]]", 50)]
    [InlineData("\"path\":\"a\",\"lines\":0,\"covered\":0", 100)]
    public void Coverage_is_of_the_lines(string fields, double percent)
    {
        Assert.Equal(percent, Assert.Single(Read(Line("coverage", fields)).Coverage).Percent);
    }

    [Theory]
    [InlineData("\"path\":\"a\",\"lines\":1,\"covered\":2")]
    [InlineData("\"lines\":1,\"covered\":1")]
    [InlineData("\"path\":\"a\",\"lines\":-1,\"covered\":-2")]
    public void Coverage_that_cannot_be_is_dropped(string fields)
    {
        Assert.Empty(Read(Line("coverage", fields)).Coverage);
    }

    private static string Line(string kind, string fields = "") =>
        $"{{\"n\":\"{Nonce}\",\"t\":\"{kind}\"{(fields.Length > 0 ? "," : "")}{fields}}}";

    private static TestReport Read(params string[] lines) =>
        TestReport.Of(TestEvent.In(Encoding.UTF8.GetBytes(string.Join('\n', lines)), Nonce), static file => file);
}
