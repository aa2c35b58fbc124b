using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Hosting;

public sealed class SharedHomeTests
{
    [Fact]
    public async Task Two_servers_run_code_at_once_on_one_home_and_each_reads_what_the_other_ran()
    {
        using var home = new TemporaryFolder();
        var options = new TestServerOptions { Home = home.Path, Settings = UnlimitedServer.NoRateLimits };
        await using var first = await TestServer.StartAsync(options);
        await using var second = await TestServer.StartAsync(options);

        var runs = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? first : second).RunAsync($"echo {i}", "bash")));

        Assert.Equal(16, runs.Select(run => run["run_id"]).Distinct().Count());
        for (var i = 0; i < runs.Length; i++)
        {
            var other = i % 2 == 0 ? second : first;
            var read = await other.CallAsync("read_output", ("uri", $"ultimate://run/{runs[i]["run_id"]}/stdout"));
            Assert.Equal($"[\"{i}\"]", read["lines"]);
        }
    }
}
