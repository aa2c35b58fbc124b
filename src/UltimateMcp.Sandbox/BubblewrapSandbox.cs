using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox.Isolation;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Pool;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Sandbox;

/// <summary>
/// The Linux tier: bubblewrap's namespaces, our own seccomp filter, kernel limits and a watch.
/// <para>
/// The server turns a policy into an argument vector (<see cref="BubblewrapArguments"/>) and a filter
/// (<see cref="Seccomp.SeccompFilter"/>), and starts bubblewrap on the one thread that starts all processes
/// (<see cref="Spawning.Spawner"/>). The result is a <see cref="StartedSandbox"/>. Once the worker inside reports that
/// it is ready, it is a <see cref="ReadySandbox"/>, which has no code yet. It may have waited in the <see cref="SandboxPool"/>.
/// A <see cref="SandboxRun"/> writes the files, sends the code through a pipe, and watches what the kernel does not
/// limit. When the last process has exited (<see cref="SandboxTree"/>), it copies the artifacts from the scratch folder
/// and returns the result.
/// </para>
/// </summary>
public sealed class BubblewrapSandbox(
    BubblewrapOptions options, PoolOptions poolOptions, TimeProvider time, ILogger<BubblewrapSandbox> logger) : IAsyncDisposable
{
    private readonly SandboxPool _pool = new(poolOptions, time, logger);
    private readonly SelfTestCache _selfTests = new(options, time, logger);
    private readonly CancellationTokenSource _shutdown = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private SandboxFault? _lastFault;

    /// <summary>Why the last run could not be started or finished; null if it succeeded, or there was none.</summary>
    public SandboxFault? LastFault => Volatile.Read(ref _lastFault);

    /// <summary>
    /// The cgroup folder in which the kernel limits whole runs; null if the server has none, so only the watch limits
    /// them. Known after the first self test.
    /// </summary>
    public string? CgroupFolder => _selfTests.Cgroups?.Folder;

    /// <summary>The sandboxes that wait for a run.</summary>
    public PoolStatus Pool => _pool.Read();

    /// <summary>
    /// Runs the self test for a program that needs nothing but <c>/usr</c>. A success is cached; after a failure the
    /// next call tries again.
    /// </summary>
    /// <exception cref="SandboxException">No isolation here (<see cref="SandboxError.Unavailable"/>), with the exact fix.</exception>
    public Task<IsolationStatus> VerifyAsync(CancellationToken cancellationToken) =>
        VerifyAsync(SelfTest.PlainPolicy(options), cancellationToken);

    /// <summary>
    /// Runs the self test for programs under this policy, with the arguments that they will be run with. Every run
    /// needs it, and it is repeated if the interpreter changes.
    /// </summary>
    /// <exception cref="SandboxException">They are not isolated here (<see cref="SandboxError.Unavailable"/>), with the
    /// exact fix.</exception>
    public async Task<IsolationStatus> VerifyAsync(SandboxPolicy policy, CancellationToken cancellationToken)
    {
        var verified = await _selfTests.GetAsync(policy, cancellationToken);
        return verified.Status with
        {
            Limits = EnforcedLimits.Of(policy.Limits, policy.Limits.Time, hasCgroup: verified.Host.Cgroups is not null),
        };
    }

    /// <summary>
    /// Runs one program to its end. Cancellation kills the whole process tree and returns what the program left
    /// (<see cref="KillReason.Cancelled"/>). Before the worker is ready it throws
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <exception cref="SandboxException">The sandbox could not do its job; the code was not run, or its result is lost.</exception>
    public Task<SandboxResult> RunAsync(
        SandboxPolicy policy, SandboxRequest request, RunActivity activity, CancellationToken cancellationToken) =>
        TrackAsync(
            async token =>
            {
                var verified = await _selfTests.GetAsync(policy, token);
                var result = await RunWarmAsync(policy, verified, request, activity, token)
                    ?? await RunColdAsync(policy, verified, request, activity, token);
                return (result, HasSucceeded: result.KilledFor != KillReason.Cancelled);
            },
            cancellationToken);

    /// <summary>
    /// Uses a service (<see cref="SandboxPolicy.Service"/>): one that was kept, or a new one. If one that was kept ends during
    /// the use, that is made again, once, with a new one; so a use must not have effects of its own. Cancellation kills the
    /// service.
    /// </summary>
    /// <param name="request">With files, a service is started for this use alone.</param>
    /// <exception cref="ServiceEndedException">The service ended before the use did.</exception>
    /// <exception cref="SandboxException">The sandbox could not do its job.</exception>
    public Task<T> UseServiceAsync<T>(
        SandboxPolicy policy,
        ServiceRequest request,
        Func<SandboxService, CancellationToken, Task<T>> use,
        CancellationToken cancellationToken) =>
        TrackAsync(
            async token =>
            {
                var verified = await _selfTests.GetAsync(policy, token);
                if (request.Files.IsEmpty && _pool.TryTake(policy, verified) is { } kept)
                {
                    try
                    {
                        return (await UseAsync(kept, policy, verified, request, use, token), HasSucceeded: true);
                    }
                    catch (ServiceEndedException end) when (end.Reason is null)
                    {
                        Log.WaitingSandboxDied(logger, policy.Pool!);
                        _pool.CountAsCold(policy);
                    }
                }

                var started = await StartAsync(policy, verified.Host, token);
                return (await UseAsync(started, policy, verified, request, use, token), HasSucceeded: true);
            },
            cancellationToken);

    /// <summary>Null if no sandbox waits, or the one that did has died before it began.</summary>
    private async Task<SandboxResult?> RunWarmAsync(
        SandboxPolicy policy, VerifiedHost verified, SandboxRequest request, RunActivity activity, CancellationToken cancellationToken)
    {
        if (_pool.TryTake(policy, verified) is not { } waiting)
        {
            return null;
        }

        await using (waiting)
        {
            var run = new SandboxRun(waiting, request, time, logger);
            if (await run.RunAsync(verified.Status, activity, cancellationToken) is { } result)
            {
                return result;
            }
        }

        Log.WaitingSandboxDied(logger, policy.Pool!);
        _pool.CountAsCold(policy);
        return null;
    }

    private async Task<SandboxResult> RunColdAsync(
        SandboxPolicy policy, VerifiedHost verified, SandboxRequest request, RunActivity activity, CancellationToken cancellationToken)
    {
        await using var sandbox = await StartAsync(policy, verified.Host, cancellationToken);
        return await new SandboxRun(sandbox, request, time, logger).RunAsync(verified.Status, activity, cancellationToken)
            ?? throw new SandboxException(SandboxError.Failed, "The worker died before it began; nothing was run.");
    }

    private async Task<ReadySandbox> StartAsync(SandboxPolicy policy, SandboxHost host, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadySandbox.StartAsync(policy, host, time, cancellationToken);
        }
        catch (SandboxException e) when (e.Error == SandboxError.Exhausted)
        {
            // Those that wait hold processes and descriptors too.
            if (await _pool.EndAllAsync())
            {
                return await ReadySandbox.StartAsync(policy, host, time, cancellationToken);
            }

            throw;
        }
    }

    private async Task<T> UseAsync<T>(
        ReadySandbox sandbox,
        SandboxPolicy policy,
        VerifiedHost verified,
        ServiceRequest request,
        Func<SandboxService, CancellationToken, Task<T>> use,
        CancellationToken cancellationToken)
    {
        var isKept = false;
        try
        {
            sandbox.Scratch.WriteFiles(request.Files, cancellationToken);
            var result = await new ServiceUse(sandbox, time).RunAsync(request.Timeout, use, cancellationToken);
            isKept = request.Files.IsEmpty && _pool.TryKeep(policy, verified, sandbox);
            return result;
        }
        finally
        {
            if (!isKept)
            {
                await sandbox.DisposeAsync();
            }
        }
    }

    /// <summary>
    /// What is in progress counts for the pool, ends with this object, and leaves its failure in <see cref="LastFault"/>.
    /// </summary>
    private async Task<T> TrackAsync<T>(
        Func<CancellationToken, Task<(T Result, bool HasSucceeded)>> act, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _shutdown.Token);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[ended.Task] = true;
        _pool.RunStarted();
        try
        {
            var (result, hasSucceeded) = await act(either.Token);
            if (hasSucceeded)
            {
                Volatile.Write(ref _lastFault, null);
            }

            return result;
        }
        catch (OperationCanceledException) when (_shutdown.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SandboxException(SandboxError.Failed, "The server is shutting down; nothing was run.");
        }
        catch (Exception e) when (ResourceExhaustion.FaultIn(e) is { } fault)
        {
            Volatile.Write(ref _lastFault, new SandboxFault(fault.Message, fault.Hint, time.GetUtcNow()));
            throw ReferenceEquals(fault, e) ? fault : new SandboxException(fault.Error, fault.Message, fault.Hint, e);
        }
        finally
        {
            _pool.RunEnded();
            _running.TryRemove(ended.Task, out _);
            ended.SetResult();
        }
    }

    /// <summary>Kills all process trees that still run and waits until they are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        await Task.WhenAll(_running.Keys);
        await _pool.DisposeAsync();

        // The self test is a run too.
        await _selfTests.DisposeAsync();
    }
}

/// <summary>A failure of the sandbox itself, and how to fix it.</summary>
public sealed record SandboxFault(string Message, string? Hint, DateTimeOffset At);
