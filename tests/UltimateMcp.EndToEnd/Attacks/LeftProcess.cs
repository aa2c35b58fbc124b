using System.Globalization;
using System.Security.Cryptography;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>The process that the act <c>daemon</c> leaves behind: <c>sleep</c> for a number of seconds that no other process has.</summary>
internal static class LeftProcess
{
    public static string NewMark() => RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);

    /// <summary>Performs the act outside, and ends what it leaves.</summary>
    public static async Task<bool> LivesOutsideAsync(AttackServer server, Act act, string mark)
    {
        using var outside = await server.StartOutsideAsync(act);
        Assert.StartsWith("left ", await outside.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        await outside.WaitForExitAsync();
        IReadOnlyList<HostProcess> left = [];
        var lives = await ProcessTree.BecomesTrueAsync(() => (left = [.. ProcessTree.WithArgument(mark)]).Count > 0, TestServer.Timeout);

        // The ones that were seen: a process that becomes another program has no arguments for a moment.
        foreach (var one in left)
        {
            Signals.Send(one.Id, PosixSignalNumber.Kill);
        }

        Assert.True(await ProcessTree.AreGoneAsync(left, TestServer.Timeout));
        return lives;
    }
}
