using System.ComponentModel;
using System.Text;
using UltimateMcp.Sandbox.Cgroups;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Scratch;
using UltimateMcp.Sandbox.Setup;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// A sandbox that was started: its processes, and its output, which is read from the beginning. Disposing it kills and
/// reaps all processes. No code is sent to it before it is a <see cref="ReadySandbox"/>.
/// </summary>
internal sealed class StartedSandbox : IAsyncDisposable
{
    /// <summary>
    /// How long the worker may take until it is ready. It takes milliseconds, or seconds where a compiler or imported
    /// packages start with it, times as many programs as share each processor.
    /// </summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long output is still read after the last process has exited.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMilliseconds(100);

    private readonly SandboxHost _host;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _drain;
    private readonly Task<bool> _sysctlsSet;
    private readonly Task _pumping;
    private volatile Action _overflowed;

    private StartedSandbox(
        SandboxPolicy policy,
        SandboxHost host,
        SandboxChannels channels,
        SandboxTree tree,
        OutputPump output,
        OutputPump error,
        TimeProvider time)
    {
        (Policy, _host, Channels, Tree, Output, Error, _time) = (policy, host, channels, tree, output, error, time);
        _overflowed = () => tree.Kill();
        _drain = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _pumping = Task.WhenAll(output.RunAsync(LastLine, Overflowed, _drain.Token), error.RunAsync(LastLine, Overflowed, _drain.Token));
        Exited = tree.WaitForExitAsync();
        _sysctlsSet = host.Facts.CanSetSysctls ? NetworkSysctls.SetAsync(tree, Exited, host.Facts.Nsenter) : Task.FromResult(false);
    }

    internal SandboxPolicy Policy { get; }

    internal SandboxChannels Channels { get; }

    internal SandboxTree Tree { get; }

    internal OutputPump Output { get; }

    internal OutputPump Error { get; }

    internal LastLine LastLine { get; } = new();

    /// <summary>Completes when the last process has exited.</summary>
    internal Task<TreeExit> Exited { get; }

    /// <summary>Cancelled when nothing more will be read from the processes, because they have exited.</summary>
    internal CancellationToken Drained => _drain.Token;

    /// <exception cref="SandboxException">It could not be started.</exception>
    internal static async Task<StartedSandbox> StartAsync(SandboxPolicy policy, SandboxHost host, TimeProvider time)
    {
        var channels = SandboxChannels.Open(host.Facts.PipeOwner);
        List<IDisposable> opened = [channels];
        try
        {
            var output = new OutputPump(channels.Output.Ours, policy.Limits.Output);
            opened.Add(output);
            var error = new OutputPump(channels.Error.Ours, policy.Limits.Output);
            opened.Add(error);
            return new StartedSandbox(policy, host, channels, await SpawnAsync(policy, host.Facts, channels), output, error, time);
        }
        catch (SandboxException)
        {
            opened.ForEach(static one => one.Dispose());
            throw;
        }
    }

    /// <summary>Waits until the worker is ready. To cancel, kill the tree: that ends the wait, so the exit always comes first.</summary>
    /// <exception cref="SandboxException">It did not become ready, or its processes cannot be waited for.</exception>
    internal async Task<ReadySandbox> WaitUntilReadyAsync()
    {
        var report = new ReportChannel(Channels.Report.Ours);
        var began = _time.GetTimestamp();
        if (!await report.WaitUntilReadyAsync(StartTimeout, _time))
        {
            Tree.Kill();
            await Exited;
            await DrainAsync();
            throw StartFailure.From(Encoding.UTF8.GetString(Error.Received), _time.GetElapsedTime(began));
        }

        Tree.RaiseOomScore();
        Tree.OpenProcesses();
        var connection = await _sysctlsSet ? NetworkSysctls.BoundedConnection : NetworkSysctls.UnboundedConnection;
        var scratch = ScratchFolder.Open(RequireInit(), Policy.Limits.ScratchSize);
        try
        {
            return new ReadySandbox(this, report, scratch, OpenCgroup(), connection);
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Sets what to do when the program writes more than the limit to one stream. Until this is called, the tree is
    /// killed.
    /// </summary>
    internal void OnOverflow(Action overflowed) => _overflowed = overflowed;

    /// <summary>Call when no process is left. Waits until all output is read, or for a short time if something holds it open.</summary>
    internal async Task DrainAsync()
    {
        _drain.CancelAfter(DrainTimeout);
        await _pumping;
    }

    public async ValueTask DisposeAsync()
    {
        Tree.Kill();
        await Exited;
        await _sysctlsSet;
        await _drain.CancelAsync();
        await _pumping;
        _drain.Dispose();
        Tree.Dispose();
        Output.Dispose();
        Error.Dispose();
        Channels.Dispose();
    }

    private static async Task<SandboxTree> SpawnAsync(SandboxPolicy policy, HostFacts host, SandboxChannels channels)
    {
        var vector = BubblewrapArguments.Of(policy, host);
        try
        {
            // An empty environment: bubblewrap's can be read in the sandbox, as that of pid 1.
            var child = await Spawner.Shared.SpawnAsync(new SpawnRequest(vector[0], vector, [], channels.ForChild(policy)));
            return new SandboxTree(child, channels.Status);
        }
        catch (Win32Exception e)
        {
            throw StartFailure.From(e, vector[0]);
        }
        finally
        {
            channels.CloseTheirs();
        }
    }

    private int RequireInit() => Tree.FindInit() ?? throw (ResourceExhaustion.IsIndicatedBy(Tree.LastError)
        ? ResourceExhaustion.Of("The processes of the sandbox could not be opened; nothing was run", Tree.LastError)
        : new SandboxException(SandboxError.Failed, "bubblewrap did not report its child process; nothing was run."));

    /// <summary>
    /// Null if the server has no cgroup subtree. The worker still waits for its code, so everything that it starts will
    /// be in the cgroup.
    /// </summary>
    private RunCgroup? OpenCgroup()
    {
        var memory = ResourceLimits.Data(Policy.Limits) + BubblewrapArguments.WritableSize(Policy.Limits);
        var init = RequireInit();
        if (_host.Cgroups?.Open(memory, ResourceLimits.Tasks(Policy.Limits)) is not { } cgroup)
        {
            return null;
        }

        if (cgroup.AddProcesses([init, .. ProcessTable.ChildrenOf(init)]))
        {
            return cgroup;
        }

        cgroup.Dispose();
        return null;
    }

    private void Overflowed() => _overflowed();
}

/// <summary>The host on which sandboxes are started.</summary>
internal sealed record SandboxHost(HostFacts Facts, CgroupSubtree? Cgroups);
