using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Tests.Sandbox.Policy;

public class CorePatternTests
{
    private const string Handler = "|/usr/share/apport/apport -p%p\n";

    [Theory]
    [InlineData(Handler, "unlimited")]
    [InlineData(Handler, "1")]
    [InlineData("core\n", "unlimited")]
    [InlineData("core\n", "0")]
    [InlineData("\n", "0")]
    public void Where_there_is_no_handler_or_it_can_be_stopped_nothing_is_refused(string pattern, string hardLimit) =>
        CorePattern.Check(pattern, Limits(hardLimit));

    [Theory]
    [InlineData(Handler)]
    [InlineData("@/run/coredump.socket\n")]
    public void A_handler_that_cannot_be_kept_from_starting_is_no_isolation(string pattern)
    {
        var failure = Assert.Throws<SandboxException>(() => CorePattern.Check(pattern, Limits("0")));

        Assert.Equal(SandboxError.Unavailable, failure.Error);
        Assert.Contains("ulimit -Hc", failure.Hint, StringComparison.Ordinal);
    }

    private static string Limits(string hard) =>
        "Limit                     Soft Limit           Hard Limit           Units     \n"
        + $"Max core file size        0                    {hard}            bytes     \n";
}
