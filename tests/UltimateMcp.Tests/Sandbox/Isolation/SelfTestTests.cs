using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Isolation;

namespace UltimateMcp.Tests.Sandbox.Isolation;

[Collection(TakesTurns.Name)]
public sealed class SelfTestTests(SandboxFixture fixture)
{
    private const string Good =
        "canary=refused\nmounts=refused\nnetwork=refused\nkernel=refused\nsystem=refused\ninit=refused\n"
        + "Uid=1000\nCapEff=0000000000000000\nSeccomp=2\n";

    [Fact]
    public async Task The_isolation_status_is_what_the_probe_found()
    {
        var status = await fixture.Sandbox.VerifyAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ("namespaces+seccomp", "none", "scratch only", 1000, true),
            (status.Tier, status.Network, status.Filesystem, status.Uid, status.Seccomp));
        Assert.Empty(Directory.GetFiles(fixture.Folder, ".ultimate-mcp-canary-*"));
    }

    [Fact]
    public async Task A_run_tells_who_holds_its_limits()
    {
        var result = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request("pass"));

        Assert.Equal(
            [
                new("time", "10 s", LimitEnforcer.Watch), new("cpu", "12 s", LimitEnforcer.Kernel),
                new("memory", "80 MiB", LimitEnforcer.Watch),
                new("file_size", "1 MiB", LimitEnforcer.Kernel), new("scratch_size", "64 MiB", LimitEnforcer.Kernel),
                new("processes", "1", LimitEnforcer.Kernel), new("open_files", "256", LimitEnforcer.Kernel),
                new("output", "64 KiB", LimitEnforcer.Watch), new("inodes", "16384", LimitEnforcer.Watch),
            ],
            result.Isolation.Limits);
    }

    [Theory]
    [InlineData("canary=refused", "canary=reached", "a file of the server")]
    [InlineData("mounts=refused", "mounts=reached", "through a mount")]
    [InlineData("network=refused", "network=reached", "a socket of the host")]
    [InlineData("kernel=refused", "kernel=reached", "a kernel setting")]
    [InlineData("system=refused", "system=reached", "/usr")]
    [InlineData("init=refused", "init=reached", "first process")]
    [InlineData("Seccomp=2", "Seccomp=0", "filter")]
    [InlineData("CapEff=0000000000000000", "CapEff=0000000000200000", "capabilities")]
    [InlineData("Uid=1000\n", "", "user")]
    [InlineData("canary=refused\n", "", "a file of the server")]
    [InlineData("canary=refused\n", "canary=reached\ncanary=refused\n", "a file of the server")]
    public void One_wrong_answer_is_no_isolation(string expected, string said, string fault)
    {
        var answers = Good.Replace(expected, said, StringComparison.Ordinal);

        var failure = Assert.Throws<SandboxException>(() => SelfTest.Evaluate(1, answers));

        Assert.Equal(SandboxError.Unavailable, failure.Error);
        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(null)]
    public void A_namespace_that_was_not_refused_is_no_isolation(int? exitCode)
    {
        Assert.Throws<SandboxException>(() => SelfTest.Evaluate(exitCode, Good));
        Assert.Equal(1000, SelfTest.Evaluate(1, Good).Uid);
    }

    [Fact]
    public async Task Without_bubblewrap_nothing_runs_and_the_fix_is_told()
    {
        await using var sandbox = fixture.NewSandbox(
            new BubblewrapOptions { CanaryFolder = fixture.Folder, Bubblewrap = "/usr/bin/no-bwrap" });

        var failure = await Assert.ThrowsAsync<SandboxException>(
            () => sandbox.RunAsync(
                SandboxFixture.Bash(), SandboxFixture.Request("echo never"), new RunActivity(), TestContext.Current.CancellationToken));

        Assert.Equal(SandboxError.Unavailable, failure.Error);
        Assert.Contains("bubblewrap", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_home_cannot_be_written_the_proof_is_made_with_a_temporary_file()
    {
        await using var sandbox = fixture.NewSandbox(new BubblewrapOptions { CanaryFolder = "/dev/null/home" });

        var status = await sandbox.VerifyAsync(TestContext.Current.CancellationToken);

        Assert.True(status.Seccomp);
    }

    [Fact]
    public async Task A_failed_proof_is_tried_again()
    {
        var bubblewrap = Path.Combine(fixture.Folder, "bwrap-link");
        await using var sandbox = fixture.NewSandbox(new BubblewrapOptions { CanaryFolder = fixture.Folder, Bubblewrap = bubblewrap });
        await Assert.ThrowsAsync<SandboxException>(() => sandbox.VerifyAsync(TestContext.Current.CancellationToken));
#pragma warning disable CA1416 // The sandbox is Linux's.
        File.SetUnixFileMode(fixture.Folder, (UnixFileMode)0b111_101_101);
#pragma warning restore CA1416
        File.CreateSymbolicLink(bubblewrap, "/usr/bin/bwrap");

        var status = await sandbox.VerifyAsync(TestContext.Current.CancellationToken);

        Assert.True(status.Seccomp);
    }

    [Theory]
    [InlineData("echo bubblewrap 0.6.1", "0.6.1")]
    [InlineData("exit 3", "cannot be started")]
    [InlineData(
        "[ \"$1\" = --version ] && { echo bubblewrap 0.8.0; exit; }; echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1",
        "uid map")]
    public async Task A_bubblewrap_that_cannot_is_refused(string script, string reason)
    {
        var bubblewrap = Path.Combine(fixture.Folder, Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(bubblewrap, "#!/usr/bin/bash\n" + script, TestContext.Current.CancellationToken);
#pragma warning disable CA1416 // The sandbox is Linux's.
        File.SetUnixFileMode(fixture.Folder, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(bubblewrap, (UnixFileMode)0b111_101_101);
#pragma warning restore CA1416
        await using var sandbox = fixture.NewSandbox(new BubblewrapOptions { CanaryFolder = fixture.Folder, Bubblewrap = bubblewrap });

        var failure = await Assert.ThrowsAsync<SandboxException>(() => sandbox.VerifyAsync(TestContext.Current.CancellationToken));

        Assert.Equal(SandboxError.Unavailable, failure.Error);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Hint);
    }
}
