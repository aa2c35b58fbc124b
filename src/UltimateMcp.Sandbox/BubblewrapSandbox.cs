using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox.Cgroups;
using UltimateMcp.Sandbox.Isolation;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Sandbox;

/// <summary>
/// The Linux tier: bubblewrap's namespaces, a seccomp filter of ours, kernel limits and a watch.
/// <para>
/// The server turns a policy into an argument vector (<see cref="BubblewrapArguments"/>) and a filter (<see cref="Seccomp.SeccompFilter"/>), starts
/// bubblewrap by the one thread that starts anything (<see cref="Spawning.Spawner"/>), and waits until the worker inside says that it is ready. No code is sent before.
/// Then it places files in the scratch folder, sends the code by a pipe, pumps output, and looks at what the kernel does not bound. When the last process has ended
/// (<see cref="SandboxTree"/>), it judges how (<see cref="OutcomeRules"/>) and copies what is left in the scratch folder.
/// </para>
/// </summary>
public sealed class BubblewrapSandbox(BubblewrapOptions options, TimeProvider time, ILogger<BubblewrapSandbox> logger) : IAsyncDisposable
{
    private readonly SemaphoreSlim _proving = new(1);
    private readonly CancellationTokenSource _shutdown = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private Proof? _proof;

    /// <summary>Runs the self test once and remembers a success; a failure is tried again at the next call.</summary>
    /// <exception cref="SandboxException">No isolation here (<see cref="SandboxError.Unavailable"/>), with the exact fix.</exception>
    public async Task<IsolationReceipt> ProveAsync(CancellationToken cancellationToken) => (await ProofAsync(cancellationToken)).Receipt;

    /// <summary>
    /// Runs one program to its end and returns how it ended. Cancelling ends the whole tree and returns <see cref="SandboxOutcome.Cancelled"/>;
    /// a token that is cancelled before the start throws <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <exception cref="SandboxException">The sandbox could not do its job; the code was not run, or its result is lost.</exception>
    public async Task<SandboxResult> RunAsync(SandboxPolicy policy, SandboxRequest request, RunActivity activity, CancellationToken cancellationToken)
    {
        var proof = await ProofAsync(cancellationToken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _shutdown.Token);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[ended.Task] = true;
        try
        {
            return await new SandboxRun(proof.Host, proof.Cgroups, policy, request, activity, time, logger).RunAsync(proof.Receipt, either.Token);
        }
        catch (SandboxException e)
        {
            Log.DidNotStart(logger, e.Message);
            throw;
        }
        finally
        {
            _running.TryRemove(ended.Task, out _);
            ended.SetResult();
        }
    }

    /// <summary>Kills every tree that still runs and waits for the last of them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        await Task.WhenAll(_running.Keys);

        // The self test is a run too.
        await _proving.WaitAsync();
        _proving.Release();
    }

    private async Task<Proof> ProofAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _proof) is { } known)
        {
            return known;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _shutdown.Token);
        await _proving.WaitAsync(either.Token);
        try
        {
            return _proof ??= await MakeProofAsync(either.Token);
        }
        catch (SandboxException e)
        {
            Log.NotAvailable(logger, e.Message, e.Hint ?? "It is tried again at the next call.");
            throw;
        }
        finally
        {
            _proving.Release();
        }
    }

    private async Task<Proof> MakeProofAsync(CancellationToken cancellationToken)
    {
        var host = await HostSurvey.MakeAsync(options, cancellationToken);
        var test = new SelfTest(options, time, logger);
        IsolationReceipt receipt;
        try
        {
            receipt = await test.RunAsync(host, cancellationToken);
        }
        catch (SandboxException e) when (host.CanDisableUserNamespaces && e.Message.Contains(StartFailure.LacksNamespaceLimit, StringComparison.Ordinal))
        {
            // A kernel without that limit: the filter alone keeps programs from creating namespaces.
            host = host with { CanDisableUserNamespaces = false };
            receipt = await test.RunAsync(host, cancellationToken);
        }

        Log.Proven(logger, receipt.Uid, receipt.Seccomp);
        return new Proof(host, FindCgroups(), receipt);
    }

    private static CgroupSubtree? FindCgroups() =>
        CgroupSubtree.Find("/sys/fs/cgroup", File.ReadAllText("/proc/self/cgroup"), Environment.ProcessId);

    private sealed record Proof(HostFacts Host, CgroupSubtree? Cgroups, IsolationReceipt Receipt);
}
