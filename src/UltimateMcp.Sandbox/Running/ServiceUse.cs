namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// One use of a service, which is watched like a run and killed at a limit. Then its streams end, so that whoever reads them
/// learns of it.
/// </summary>
internal sealed class ServiceUse(ReadySandbox sandbox, TimeProvider time)
{
    private readonly FirstReason _reason = new();

    /// <exception cref="ServiceEndedException">The service ended before the use did.</exception>
    internal async Task<T> RunAsync<T>(
        TimeSpan timeout, Func<SandboxService, CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        var started = sandbox.Started;
        var watch = new RunWatch(
            started.Tree.Processes, sandbox.Scratch, started.Policy.Limits, sandbox.Connection, TimeProvider.System);
        started.OnOverflow(() => Kill(KillReason.Output));
        using var cancellation = cancellationToken.UnsafeRegister(static use => ((ServiceUse)use!).Kill(KillReason.Cancelled), this);
        using var limit = Deadlines.Of(time).Add(timeout, () => Kill(KillReason.Time));
        using var watching = WatchThread.Shared.Add(watch.TakeSample, Kill);
        sandbox.Service.Uses++;
        try
        {
            var result = await use(sandbox.Service, cancellationToken);
            return _reason.Value is { } late ? throw new ServiceEndedException(late) : result;
        }
        catch (ServiceEndedException) when (_reason.Value is { } reason)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ServiceEndedException(reason);
        }
    }

    /// <summary>It must not block: it is called by threads that others wait for.</summary>
    private void Kill(KillReason reason)
    {
        if (_reason.TrySet(reason))
        {
            sandbox.Started.Tree.Kill();
        }
    }
}
