using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Pool;

namespace UltimateMcp.Tests.Sandbox.Isolation;

[Collection(TakesTurns.Name)]
public sealed class SelfTestCacheTests(SandboxFixture fixture) : IDisposable
{
    private const int SelfTestPassed = 3000;
    private const UnixFileMode Everyone = (UnixFileMode)0b111_101_101;

    private readonly string _folder = Directory.CreateTempSubdirectory("um-self-test-").FullName;
    private readonly EventCounter _events = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_policy_that_shows_a_private_folder_fails_the_self_test_and_no_program_runs_under_it_but_others_do()
    {
        Directory.CreateDirectory($"{_folder}/home/canary", Everyone);
        File.SetUnixFileMode(_folder, Everyone);
        await using var sandbox = NewSandbox($"{_folder}/home/canary");
        var leak = Showing(new ReadOnlyBind($"{_folder}/home", "/opt/library", IsFolder: true, [], []));

        var failure = await Assert.ThrowsAsync<SandboxException>(() => sandbox.VerifyAsync(leak, TestContext.Current.CancellationToken));
        var refusal = await Assert.ThrowsAsync<SandboxException>(
            () => sandbox.RunAsync(leak, SandboxFixture.Request("echo never"), new RunActivity(), TestContext.Current.CancellationToken));
        using var other = await sandbox.RunAsync(
            SandboxFixture.Bash(), SandboxFixture.Request("echo runs"), new RunActivity(), TestContext.Current.CancellationToken);

        Assert.Equal((SandboxError.Unavailable, SandboxError.Unavailable), (failure.Error, refusal.Error));
        Assert.Contains("self test", failure.Message, StringComparison.Ordinal);
        Assert.Equal("runs\n", SandboxFixture.Text(other.StandardOutput));
        Assert.Empty(Directory.GetFiles($"{_folder}/home/canary"));
    }

    [Fact]
    public async Task A_mount_is_found_also_where_the_program_s_user_could_not_read_through_it()
    {
        Directory.CreateDirectory($"{_folder}/home/canary", (UnixFileMode)0b111_000_000);
        File.SetUnixFileMode(_folder, Everyone);
        File.SetUnixFileMode($"{_folder}/home", Everyone);
        await using var sandbox = NewSandbox($"{_folder}/home/canary");

        var failure = await Assert.ThrowsAsync<SandboxException>(() => sandbox.VerifyAsync(
            Showing(new ReadOnlyBind($"{_folder}/home", "/elsewhere", IsFolder: true, [], [])), TestContext.Current.CancellationToken));

        Assert.Matches("through a mount|could be read", failure.Message);
    }

    [Fact]
    public async Task The_isolation_status_names_what_the_policy_shows()
    {
        Directory.CreateDirectory($"{_folder}/library", Everyone);
        File.SetUnixFileMode(_folder, Everyone);
        await using var sandbox = NewSandbox(fixture.Folder);

        var shown = await sandbox.VerifyAsync(
            Showing(new ReadOnlyBind($"{_folder}/library", "/opt/library", IsFolder: true, [], [])), TestContext.Current.CancellationToken);
        var plain = await sandbox.VerifyAsync(SandboxFixture.Bash(), TestContext.Current.CancellationToken);

        Assert.Equal(("scratch; read-only: /opt/library", "scratch only"), (shown.Filesystem, plain.Filesystem));
    }

    [Fact]
    public async Task The_self_test_runs_once_for_each_confinement_and_again_when_the_interpreter_changes()
    {
        var interpreter = $"{_folder}/bash";
        File.Copy("/usr/bin/bash", interpreter);
        File.SetUnixFileMode(_folder, Everyone);
        await using var sandbox = NewSandbox(fixture.Folder);
        var policy = Showing(new ReadOnlyBind(interpreter, interpreter, IsFolder: false, [], []));
        policy = policy with { Program = policy.Program with { Executable = interpreter } };

        await RunAsync(sandbox, policy);
        await RunAsync(sandbox, policy with { Limits = policy.Limits with { Time = TimeSpan.FromSeconds(3) } });
        Assert.Equal(1, _events.Of(SelfTestPassed));

        File.SetLastWriteTimeUtc(interpreter, DateTime.UnixEpoch);
        await RunAsync(sandbox, policy);
        Assert.Equal(2, _events.Of(SelfTestPassed));

        File.Copy("/usr/bin/bash", interpreter + ".new");
        File.Move(interpreter + ".new", interpreter, overwrite: true);
        await RunAsync(sandbox, policy);
        Assert.Equal(3, _events.Of(SelfTestPassed));

        await RunAsync(sandbox, policy with { Limits = policy.Limits with { Processes = 1 } });
        Assert.Equal(4, _events.Of(SelfTestPassed));
    }

    [Fact]
    public async Task Concurrent_callers_share_one_self_test()
    {
        await using var sandbox = NewSandbox(fixture.Folder);

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => sandbox.VerifyAsync(SandboxFixture.Bash(), TestContext.Current.CancellationToken)));

        Assert.Equal(1, _events.Of(SelfTestPassed));
    }

    [Fact]
    public async Task What_a_server_that_died_has_left_is_removed_and_what_a_living_one_uses_is_not()
    {
        var abandoned = $"{_folder}/.ultimate-mcp-canary-0";
        var used = $"{_folder}/.ultimate-mcp-canary-1";
        await File.WriteAllTextAsync(abandoned, "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(used, "", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(abandoned, DateTime.UnixEpoch);
        await using var sandbox = NewSandbox(_folder);

        await sandbox.VerifyAsync(TestContext.Current.CancellationToken);

        Assert.Equal([used], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Each_private_folder_has_its_canary()
    {
        Directory.CreateDirectory($"{_folder}/home", Everyone);
        File.SetUnixFileMode(_folder, Everyone);
        await using var sandbox = NewSandbox(fixture.Folder, $"{_folder}/home");

        await Assert.ThrowsAsync<SandboxException>(() => sandbox.VerifyAsync(
            Showing(new ReadOnlyBind($"{_folder}/home", "/opt/library", IsFolder: true, [], [])), TestContext.Current.CancellationToken));

        Assert.Empty(Directory.GetFiles($"{_folder}/home"));
    }

    private static SandboxPolicy Showing(params ReadOnlyBind[] binds)
    {
        var policy = SandboxFixture.Bash();
        return policy with { Program = policy.Program with { Binds = [.. binds] } };
    }

    private static async Task RunAsync(BubblewrapSandbox sandbox, SandboxPolicy policy)
    {
        using var result = await sandbox.RunAsync(
            policy, SandboxFixture.Request("echo runs"), new RunActivity(), TestContext.Current.CancellationToken);
        Assert.Equal("runs\n", SandboxFixture.Text(result.StandardOutput));
    }

    private BubblewrapSandbox NewSandbox(string canaryFolder, params string[] privateFolders) =>
        new(
            new BubblewrapOptions { CanaryFolder = canaryFolder, PrivateFolders = [.. privateFolders] },
            PoolOptions.Off,
            TimeProvider.System,
            _events);

    private sealed class EventCounter : ILogger<BubblewrapSandbox>
    {
        private readonly ConcurrentQueue<int> _ids = new();

        public int Of(int id) => _ids.Count(seen => seen == id);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState,
            Exception?,
            string> formatter) => _ids.Enqueue(eventId.Id);
    }
}
