using System.Diagnostics;
using System.Globalization;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Pool;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Hosting;

/// <summary>
/// A host may start the server with any resource limit. Either the server works, or each call says which limit to
/// raise, and how.
/// </summary>
public class ServerLimitsTests
{
    /// <summary>The runtime maps its code through a file in memory, which a limit on the size of files would bound.</summary>
    private static readonly (string Name, string Value)[] Settings =
        [.. UnlimitedServer.NoRateLimits, ("DOTNET_EnableWriteXorExecute", "0")];

    [Theory]
    [InlineData("--nofile=200", "LimitNOFILE")]
    [InlineData("--fsize=0", "LimitFSIZE")]
    [InlineData("--fsize=0:", "LimitFSIZE")]
    [InlineData("--fsize=1000", "LimitFSIZE")]
    [InlineData("--fsize=1000000", "LimitFSIZE")]
    [InlineData("--stack=262144", "LimitSTACK")]
    [InlineData("--cpu=20", "LimitCPU")]
    [InlineData("--sigpending=0", "LimitSIGPENDING")]
    public async Task A_limit_that_leaves_no_room_for_a_run_is_named_with_its_fix(string limit, string fix)
    {
        await using var server = await StartAsync(limit);

        var first = await server.RunAsync("print(1)");
        var health = await server.CallAsync("health");
        var second = await server.RunAsync("print(2)");

        Assert.All((ToolAnswer[])[first, second], answer =>
        {
            Assert.Equal("sandbox_unavailable", answer.Error.GetProperty("code").GetString());
            Assert.Contains(fix, answer.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        });
        Assert.Equal("degraded", health["status"]);
        Assert.Contains(fix, health.Text, StringComparison.Ordinal);
        Assert.True(
            await ProcessTree.BecomesTrueAsync(() => ChildrenOf(server.ProcessId).Length == 0, TestServer.Timeout),
            "Left: " + string.Join(", ", ChildrenOf(server.ProcessId)));
    }

    [Theory]
    [InlineData("--nofile=400")]
    [InlineData("--core=0")]
    [InlineData("--memlock=0")]
    [InlineData("--msgqueue=0")]
    [InlineData("--rttime=1000000")]
    public async Task A_limit_that_leaves_room_does_not_matter(string limit)
    {
        await using var server = await StartAsync(limit);

        var answer = await server.RunAsync("print(1)");

        Assert.Equal("1\n", answer["stdout"]);
    }

    /// <summary>One that is too small for a record or a line of the log is no reason to end.</summary>
    [Fact]
    public async Task A_server_that_may_write_no_file_exits_0()
    {
        await using var server = await StartAsync("--fsize=0");
        await server.RunAsync("print(1)");

        server.EndInput();

        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.DoesNotContain("internal error", server.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task When_descriptors_run_out_calls_say_so_and_work_again_when_there_are_some()
    {
        await using var server = await TestServer.StartAsync(WarmServer.Off);
        await server.RunAsync("print(1)");
        await server.CallAsync("health");
        var before = DescriptorsOf(server.ProcessId);
        var limit = await LimitFilesAsync(server.ProcessId, "20");

        List<ToolAnswer> refused = [];
        for (var i = 0; i < 5; i++)
        {
            refused.Add(await server.RunAsync($"print('refused {i}')"));
        }

        var degraded = await server.CallAsync("health");
        await LimitFilesAsync(server.ProcessId, limit);
        var answer = await server.RunAsync("print('again')");
        var health = await server.CallAsync("health");

        Assert.All(refused, one =>
        {
            Assert.Equal("sandbox_unavailable", one.Error.GetProperty("code").GetString());
            Assert.True(one.Error.GetProperty("retryable").GetBoolean());
            Assert.Contains("ulimit -Hn", one.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        });
        Assert.Equal("degraded", degraded["status"]);
        Assert.Contains("ulimit -Hn", degraded.Text, StringComparison.Ordinal);
        Assert.Equal("again\n", answer["stdout"]);
        Assert.Equal("ok", health["status"]);
        Assert.Empty(ChildrenOf(server.ProcessId));
        Assert.True(
            await ProcessTree.BecomesTrueAsync(() => DescriptorsOf(server.ProcessId) <= before, TestServer.Timeout),
            $"{before} descriptors before, {DescriptorsOf(server.ProcessId)} now");
    }

    /// <summary>One by one, so that each step of a start fails once.</summary>
    [Fact]
    public async Task Wherever_a_start_runs_out_of_descriptors_nothing_of_it_is_left()
    {
        await using var server = await TestServer.StartAsync(WarmServer.Off);
        await server.RunAsync("print(1)");
        await server.CallAsync("health");
        var before = DescriptorsOf(server.ProcessId);
        List<ToolAnswer> answers = [];
        var limit = "";
        for (var room = 0; room <= 26; room++)
        {
            var previous = await LimitFilesAsync(server.ProcessId, LimitWithRoomFor(room, server.ProcessId));
            limit = room == 0 ? previous : limit;
            answers.Add(await server.RunAsync($"print('room for {room}')"));
        }

        await LimitFilesAsync(server.ProcessId, limit);
        var last = await server.RunAsync("print('again')");

        Assert.Equal("again\n", last["stdout"]);
        Assert.All(
            answers.Where(answer => answer.IsError),
            answer => Assert.Equal("sandbox_unavailable", answer.Error.GetProperty("code").GetString()));
        Assert.Contains(answers, answer => answer.IsError);
        Assert.Empty(ChildrenOf(server.ProcessId));
        Assert.True(
            await ProcessTree.BecomesTrueAsync(() => DescriptorsOf(server.ProcessId) <= before, TestServer.Timeout),
            $"{before} descriptors before, {DescriptorsOf(server.ProcessId)} now");
    }

    private static Task<TestServer> StartAsync(string limit) =>
        TestServer.StartAsync(new TestServerOptions { Settings = Settings, Shell = $"exec prlimit {limit} -- \"$@\"" });

    /// <summary>Zombies too: those that were not reaped.</summary>
    private static string[] ChildrenOf(int process) => [.. Directory.GetDirectories($"/proc/{process}/task")
        .SelectMany(thread => File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private static int DescriptorsOf(int process) => Directory.GetFileSystemEntries($"/proc/{process}/fd").Length;

    /// <summary>Below it, so many numbers are free of those that a run takes: from 64 on.</summary>
    private static string LimitWithRoomFor(int room, int process)
    {
        const int Lowest = 64;
        var used = Directory.GetFileSystemEntries($"/proc/{process}/fd")
            .Select(entry => int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture)).ToHashSet();
        var limit = Lowest;
        for (; room > 0; limit++)
        {
            room -= used.Contains(limit) ? 0 : 1;
        }

        return limit.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Sets the soft limit on open files; returns what it was.</summary>
    private static async Task<string> LimitFilesAsync(int process, string soft)
    {
        var before = File.ReadLines($"/proc/{process}/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        using var prlimit = Process.Start(
            new ProcessStartInfo("prlimit", [$"--pid={process}", $"--nofile={soft}:"]) { UseShellExecute = false })!;
        await prlimit.WaitForExitAsync();
        Assert.Equal(0, prlimit.ExitCode);
        return before;
    }
}
