using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>With an unwritable home, code still runs, and the reply says that there is no record of it.</summary>
public sealed class UnwritableHomeTests
{
    [Theory]
    [InlineData("ro")]
    [InlineData("size=16k,nr_inodes=8")]
    public async Task Code_runs_and_the_reply_says_that_it_could_not_be_recorded(string home)
    {
        using var folder = new TemporaryFolder();
        var unshare = Environment.IsPrivilegedProcess ? "unshare --mount" : "unshare --map-root-user --mount";
        await using var server = await TestServer.StartAsync(new TestServerOptions
        {
            Home = folder.Path,
            Shell = $"exec {unshare} sh -c 'mount -t tmpfs -o {home} none {folder.Path} && exec \"$@\"' sh \"$@\"",
        });

        const string Code = "open('a.txt', 'w').write('x' * 100000)\nprint('ran\\n' * 10000)";
        var answer = await server.RunAsync(Code);
        var next = await server.RunAsync(Code);

        Assert.False(answer.IsError, answer.Text);
        Assert.StartsWith("ran\n", answer["stdout"], StringComparison.Ordinal);
        Assert.Matches(@"stdout, [\d,]+ of 10,001 lines \([\d,]+ bytes left out after line [\d,]+; not recorded\):", answer.Text);
        Assert.Contains("could not be recorded", answer["hint"], StringComparison.Ordinal);
        Assert.Null(answer["artifacts"]);
        Assert.Equal("false", next["cached"]);
    }
}
