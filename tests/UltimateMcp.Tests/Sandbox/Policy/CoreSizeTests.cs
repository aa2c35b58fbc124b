using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Tests.Sandbox.Policy;

public class CoreSizeTests
{
    private const string Handler = "|/usr/share/apport/apport -p%p\n";

    [Theory]
    [InlineData(Handler, "unlimited", 1)]
    [InlineData(Handler, "1", 1)]
    [InlineData("core\n", "unlimited", 1)]
    [InlineData("core\n", "0", 0)]
    [InlineData("\n", "0", 0)]
    public void A_crash_starts_no_handler(string pattern, string hardLimit, int size) => Assert.Equal(size, CoreSize.Of(pattern, Limits(hardLimit)));

    [Theory]
    [InlineData(Handler)]
    [InlineData("@/run/coredump.socket\n")]
    public void A_handler_that_cannot_be_kept_from_starting_is_no_isolation(string pattern)
    {
        var failure = Assert.Throws<SandboxException>(() => CoreSize.Of(pattern, Limits("0")));

        Assert.Equal(SandboxError.Unavailable, failure.Error);
        Assert.Contains("ulimit -Hc", failure.Hint, StringComparison.Ordinal);
    }

    private static string Limits(string hard) =>
        $"Limit                     Soft Limit           Hard Limit           Units     \nMax core file size        0                    {hard}            bytes     \n";
}
