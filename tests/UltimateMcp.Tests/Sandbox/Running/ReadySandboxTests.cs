using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using UltimateMcp.Linux;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Running;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Tests.Sandbox.Running;

/// <summary>A ready sandbox knows nothing of a request, so it can wait for one, or serve many.</summary>
[Collection(TakesTurns.Name)]
public sealed class ReadySandboxTests(SandboxFixture fixture)
{
    private const string Service =
        """
        printf R >&4
        while read -r request <&3; do
          case $request in
            hang) sleep 1000 ;;
            *) printf '%s\n' "${request^^}" >&4 ;;
          esac
        done
        """;

    [Fact]
    public async Task It_serves_many_exchanges_over_its_pipes_and_one_that_misses_its_deadline_ends_it()
    {
        await using var sandbox = await fixture.StartReadyAsync(SandboxFixture.Bash(worker: Service));

        string[] replies = [await AskAsync(sandbox, "one"), await AskAsync(sandbox, "two"), await AskAsync(sandbox, "three")];
        var hanging = AskAsync(sandbox, "hang", TimeSpan.FromMilliseconds(100));

        Assert.Equal(["ONE", "TWO", "THREE"], replies);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        sandbox.Started.Tree.Kill();
        Assert.Null((await sandbox.Started.Exited).ExitCode);
    }

    [Fact]
    public async Task It_takes_a_request_that_was_not_known_when_it_started()
    {
        var policy = SandboxFixture.Bash();
        await using var sandbox = await fixture.StartReadyAsync(policy);
        var run = new SandboxRun(
            sandbox,
            SandboxFixture.Request("cat input; cat", "from stdin\n", SandboxFixture.File("input", "from a file\n")),
            TimeProvider.System,
            NullLogger.Instance);

        var result = await run.RunAsync(
            await fixture.Sandbox.VerifyAsync(policy, TestContext.Current.CancellationToken),
            new RunActivity(),
            TestContext.Current.CancellationToken);

        Assert.Equal("from a file\nfrom stdin\n", SandboxFixture.Text(result!.StandardOutput));
    }

    [Fact]
    public async Task A_run_whose_worker_has_died_before_it_read_its_command_has_no_result()
    {
        var policy = SandboxFixture.Bash();
        await using var sandbox = await fixture.StartReadyAsync(policy);
        var worker = ProcessTable.ChildrenOf(sandbox.Started.Tree.FindInit()!.Value).Single();
        var run = new SandboxRun(sandbox, SandboxFixture.Request("echo runs"), TimeProvider.System, NullLogger.Instance);

        Assert.Equal(0, Libc.kill(worker, Libc.SIGKILL));
        await sandbox.Started.Exited;
        var result = await run.RunAsync(
            await fixture.Sandbox.VerifyAsync(policy, TestContext.Current.CancellationToken),
            new RunActivity(),
            TestContext.Current.CancellationToken);

        Assert.Null(result);
    }

    private static async Task<string> AskAsync(ReadySandbox sandbox, string request, TimeSpan? deadline = null)
    {
        using var expiry = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        expiry.CancelAfter(deadline ?? TestTimeout.Limit);
        var channels = sandbox.Started.Channels;
        Assert.True(await PipeTransfer.WriteAsync(channels.Command.Ours, Encoding.UTF8.GetBytes(request + "\n"), expiry.Token));
        var reply = new StringBuilder();
        var buffer = new byte[256];
        while (!reply.ToString().EndsWith('\n'))
        {
            var count = await PipeTransfer.ReadAsync(channels.Report.Ours, buffer, expiry.Token);
            Assert.True(count > 0, "The service has exited.");
            reply.Append(Encoding.UTF8.GetString(buffer.AsSpan(0, count)));
        }

        return reply.ToString().TrimEnd('\n');
    }
}
