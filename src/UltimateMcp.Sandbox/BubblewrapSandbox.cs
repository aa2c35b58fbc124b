using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox.Isolation;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Sandbox;

/// <summary>
/// The Linux tier: bubblewrap's namespaces, a seccomp filter of ours, kernel limits and a watch.
/// <para>
/// The server turns a policy into an argument vector (<see cref="BubblewrapArguments"/>) and a filter
/// (<see cref="Seccomp.SeccompFilter"/>), and starts bubblewrap by the one thread that starts anything
/// (<see cref="Spawning.Spawner"/>). That is a <see cref="StartedSandbox"/>; when the worker inside says that it is
/// ready it is a <see cref="ReadySandbox"/>, which has got no code yet. A <see cref="SandboxRun"/> in it places files,
/// sends the code by a pipe, and looks at what the kernel does not bound. When the last process has ended
/// (<see cref="SandboxTree"/>), it returns what is known of the end, and copies what is left in the scratch folder.
/// </para>
/// </summary>
public sealed class BubblewrapSandbox(BubblewrapOptions options, TimeProvider time, ILogger<BubblewrapSandbox> logger) : IAsyncDisposable
{
    private readonly SelfTestCache _selfTests = new(options, time, logger);
    private readonly CancellationTokenSource _shutdown = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private SandboxFault? _lastFault;

    /// <summary>Why the last attempt to run something failed; null when it did not, or there was none.</summary>
    public SandboxFault? LastFault => Volatile.Read(ref _lastFault);

    /// <summary>
    /// The folder of the cgroups in which the kernel bounds whole runs; null where the server has none, and a watch stands alone. Known
    /// from the proof on.
    /// </summary>
    public string? CgroupFolder => _selfTests.Cgroups?.Folder;

    /// <summary>
    /// Proves that a program which needs nothing but <c>/usr</c> is isolated here. A success is remembered; a failure is tried again at the
    /// next call.
    /// </summary>
    /// <exception cref="SandboxException">No isolation here (<see cref="SandboxError.Unavailable"/>), with the exact fix.</exception>
    public Task<IsolationStatus> VerifyAsync(CancellationToken cancellationToken) => VerifyAsync(SelfTest.PlainPolicy(options), cancellationToken);

    /// <summary>
    /// The same of programs under this policy, with the arguments that they will be run with: no run begins before, and a change of the
    /// interpreter asks for it anew.
    /// </summary>
    /// <exception cref="SandboxException">They are not isolated here (<see cref="SandboxError.Unavailable"/>), with the exact
    /// fix.</exception>
    public async Task<IsolationStatus> VerifyAsync(SandboxPolicy policy, CancellationToken cancellationToken)
    {
        var verified = await _selfTests.OfAsync(policy, cancellationToken);
        return verified.Status with { Limits = EnforcedLimits.Of(policy.Limits, policy.Limits.Time, hasCgroup: verified.Host.Cgroups is not null) };
    }

    /// <summary>
    /// Runs one program to its end and returns what is known of it. Cancelling ends the whole tree and returns what the
    /// program left (<see cref="KillReason.Cancelled"/>); where it is not ready yet, that throws
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <exception cref="SandboxException">The sandbox could not do its job; the code was not run, or its result is lost.</exception>
    public async Task<SandboxResult> RunAsync(SandboxPolicy policy, SandboxRequest request, RunActivity activity, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _shutdown.Token);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[ended.Task] = true;
        try
        {
            var verified = await _selfTests.OfAsync(policy, either.Token);
            await using var sandbox = await ReadySandbox.StartAsync(policy, verified.Host, time, either.Token);
            var result = await new SandboxRun(sandbox, request, time, logger).RunAsync(verified.Status, activity, either.Token);
            if (result.KilledFor != KillReason.Cancelled)
            {
                Volatile.Write(ref _lastFault, null);
            }

            return result;
        }
        catch (OperationCanceledException) when (_shutdown.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SandboxException(SandboxError.Failed, "The server is ending; nothing was run.");
        }
        catch (Exception e) when (ResourceExhaustion.FaultIn(e) is { } fault)
        {
            Volatile.Write(ref _lastFault, new SandboxFault(fault.Message, fault.Hint, time.GetUtcNow()));
            throw ReferenceEquals(fault, e) ? fault : new SandboxException(fault.Error, fault.Message, fault.Hint, e);
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
        await _selfTests.DisposeAsync();
    }
}

/// <summary>A failure of the sandbox itself, and what to change.</summary>
public sealed record SandboxFault(string Message, string? Hint, DateTimeOffset At);
