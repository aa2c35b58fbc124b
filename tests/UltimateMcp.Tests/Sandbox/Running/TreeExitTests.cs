using System.Globalization;
using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Tests.Code.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

/// <summary>No process outlives its run, however and whenever that is ended.</summary>
[Collection(TakesTurns.Name)]
public sealed class TreeExitTests(SandboxFixture fixture)
{
    private static readonly string[] SettingsOfConnections = ["ipv4/tcp_rmem", "ipv4/tcp_wmem", "core/somaxconn"];

    [Fact]
    public async Task A_cancelled_program_is_gone_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var activity = new RunActivity();
        var running = fixture.Sandbox.RunAsync(
            SandboxFixture.Bash(), SandboxFixture.Request("sleep 1000 & echo started; while :; do :; done"), activity, cancellation.Token);
        await Eventually.IsTrueAsync(() => activity.LastLine == "started");

        var before = TimeProvider.System.GetTimestamp();
        await cancellation.CancelAsync();
        var result = await running;

        Assert.Equal((RunOutcome.Cancelled, null), (result.End.Outcome, result.End.ExitCode));
        Assert.InRange(TimeProvider.System.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal("started\n", SandboxFixture.Text(result.StandardOutput));
        await AssertNoSurvivorAsync();
    }

    [Fact]
    public async Task A_kill_at_any_moment_of_the_start_leaves_no_survivor()
    {
        await fixture.Sandbox.VerifyAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 200; i++)
        {
            await KillAfterAsync(SandboxFixture.Bash(), TimeSpan.FromMicroseconds(i * 100));
        }

        await AssertNoSurvivorAsync();
    }

    /// <summary>A killed helper of that mounting was taken for pid 1: the machine's own network got the bounds of the run's.</summary>
    [Fact]
    public async Task A_kill_while_root_mounts_for_a_start_changes_nothing_of_the_machine()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root mounts.");

        // Not the fixture's own folder: the self test refuses one that holds the server's files.
        var folder = Directory.CreateTempSubdirectory("um-shared-").FullName;
        var bind = new ReadOnlyBind(folder, "/workspace/folder", IsFolder: true, [], []) { RootMount = folder };
        var policy = SandboxFixture.Bash();
        policy = policy with { Program = policy.Program with { Binds = [bind] } };
        var before = NetworkSettings();
        try
        {
            for (var i = 0; i < 200; i++)
            {
                await KillAfterAsync(policy, TimeSpan.FromMicroseconds(i * 100));
            }

            // Late enough for a whole start.
            await KillAfterAsync(policy, TimeSpan.FromMilliseconds(500));
            Assert.Equal(before, NetworkSettings());
            await AssertNoSurvivorAsync();
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    [Fact]
    public async Task A_program_cancelled_before_its_start_is_not_started()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => fixture.Sandbox.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request("echo x"), new RunActivity(), cancellation.Token));
    }

    [Theory]
    [InlineData("(sleep 1000 &) ; echo done")]
    [InlineData("setsid sleep 1000 & disown; echo done")]
    [InlineData("(exec setsid bash -c 'trap \"\" TERM HUP; while :; do sleep 1; done' <&- >&- 2>&- &); echo done")]
    public async Task A_daemon_ends_with_the_program_that_left_it(string code)
    {
        var result = await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request(code));

        Assert.Equal((RunOutcome.Exited, "done\n"), (result.End.Outcome, SandboxFixture.Text(result.StandardOutput)));
        Assert.InRange(result.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await AssertNoSurvivorAsync();
    }

    [Fact]
    public async Task A_program_that_kills_all_it_can_see_ends_only_itself()
    {
        var result = await fixture.RunAsync(
            SandboxFixture.Bash(), SandboxFixture.Request("kill -9 -1; kill -9 1; kill -9 $PPID; echo alive"));

        Assert.Contains(result.End.Outcome, new[] { RunOutcome.Exited, RunOutcome.Signaled });
        await AssertNoSurvivorAsync();
    }

    [Fact]
    public async Task Disposing_ends_all_that_run_and_waits_for_them()
    {
        var sandbox = fixture.NewSandbox();
        RunActivity[] activities = [new(), new(), new()];
        Task<SandboxResult>[] running =
        [
            .. activities.Select(activity => sandbox.RunAsync(
                SandboxFixture.Bash(), SandboxFixture.Request("echo up; sleep 1000"), activity, TestContext.Current.CancellationToken)),
        ];
        await Eventually.IsTrueAsync(() => Array.TrueForAll(activities, static activity => activity.LastLine == "up"));

        await sandbox.DisposeAsync();

        Assert.All(await Task.WhenAll(running), static result => Assert.Equal(RunOutcome.Cancelled, result.End.Outcome));
        await AssertNoSurvivorAsync();
    }

    [Fact]
    public async Task Twenty_programs_run_at_once()
    {
        var runs = Enumerable.Range(0, 20)
            .Select(i => fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request($"sleep 0.2; echo {i}"))).ToArray();

        var results = await Task.WhenAll(runs);

        Assert.Equal(
            Enumerable.Range(0, 20).Select(static i => $"{i}\n"),
            results.Select(static result => SandboxFixture.Text(result.StandardOutput)),
            StringComparer.Ordinal);
        Assert.All(results, static result => Assert.Equal((RunOutcome.Exited, 0), (result.End.Outcome, result.End.ExitCode)));
    }

    private async Task KillAfterAsync(SandboxPolicy policy, TimeSpan delay)
    {
        using var cancellation = new CancellationTokenSource(delay);
        try
        {
            await fixture.Sandbox.RunAsync(
                policy, SandboxFixture.Request("sleep 1000 & sleep 1000"), new RunActivity(), cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            // Too early to have been started.
        }
    }

    private static string[] NetworkSettings() =>
        [.. SettingsOfConnections.Select(static name => File.ReadAllText("/proc/sys/net/" + name))];

    /// <summary>
    /// Programs of these tests that still run, and children of this process that stay: what a sandbox leaves behind
    /// becomes one.
    /// </summary>
    private static async Task AssertNoSurvivorAsync()
    {
        Assert.DoesNotContain(Processes(), static process => process.Command.Contains("sleep 1000", StringComparison.Ordinal));

        // Tests of other rooms may have runs of their own, which end.
        var children = Processes().Where(IsChildOfOurs).Select(static process => process.Id).ToHashSet();
        await Eventually.IsTrueAsync(() => !Processes().Any(process => IsChildOfOurs(process) && children.Contains(process.Id)));
    }

    private static bool IsChildOfOurs((int Id, string Command, string State) process) =>
        process.State.Split(' ')[1] == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private static List<(int Id, string Command, string State)> Processes()
    {
        List<(int, string, string)> found = [];
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id))
            {
                continue;
            }

            try
            {
                var stat = File.ReadAllText(folder + "/stat");
                found.Add((id, File.ReadAllText(folder + "/cmdline").Replace('\0', ' '), stat[(stat.LastIndexOf(')') + 2)..]));
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        return found;
    }
}
