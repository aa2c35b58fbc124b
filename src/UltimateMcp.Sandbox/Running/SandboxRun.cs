using System.ComponentModel;
using System.Text;
using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox.Cgroups;
using UltimateMcp.Sandbox.Isolation;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Scratch;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// One run, from the spawn to the verdict: wait for a ready worker, place files, hand over the code, pump, watch, and wait for the end of the last process.
/// Whoever decides that it must end calls <see cref="End(SandboxOutcome)"/>; the first reason stands.
/// </summary>
internal sealed class SandboxRun(
    HostFacts host, CgroupSubtree? cgroups, SandboxPolicy policy, SandboxRequest request, RunActivity activity, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long output is read on when no process is left that could write any.</summary>
    private static readonly TimeSpan DrainPatience = TimeSpan.FromMilliseconds(100);

    private const int NoReason = -1;

    private int _reason = NoReason;
    private SandboxTree? _tree;
    private RunWatch? _watch;
    private ByteSize _connection;
    private volatile bool _isMachineShort;

    internal async Task<SandboxResult> RunAsync(IsolationReceipt proven, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var channels = RunChannels.Open(host.PipeOwner);
        using var output = new OutputPump(channels.Output.Ours, policy.Limits.Output, activity);
        using var error = new OutputPump(channels.Error.Ours, policy.Limits.Output, activity);
        using var tree = await StartAsync(channels);
        _tree = tree;
        using var drain = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        var pumping = Task.WhenAll(
            output.RunAsync(() => End(SandboxOutcome.OutputLimit), drain.Token), error.RunAsync(() => End(SandboxOutcome.OutputLimit), drain.Token));
        var ending = tree.EndAsync();
        var bounding = host.CanBoundNetwork ? NetworkBounds.SetAsync(tree, ending, host.EnterNamespaces) : Task.FromResult(false);
        using var cancellation = cancellationToken.UnsafeRegister(static run => ((SandboxRun)run!).End(SandboxOutcome.Cancelled), this);
        try
        {
            return await FollowAsync(proven);
        }
        finally
        {
            tree.Kill();
            await ending;
            await bounding;
            await drain.CancelAsync();
            await pumping;
        }

        async Task<SandboxResult> FollowAsync(IsolationReceipt receipt)
        {
            var report = new ReportChannel(channels.Report.Ours);
            using var scratch = await BecomesReadyAsync(report) ? OpenScratch(tree) : null;
            if (scratch is null)
            {
                tree.Kill();
                var end = await ending;
                drain.CancelAfter(DrainPatience);
                await pumping;
                return Reason is null
                    ? throw StartFailure.From(Encoding.UTF8.GetString(error.Seen))
                    : Result(receipt, new RunAccount(end, TimeSpan.Zero, output.Take(), error.Take(), null, ArtifactHarvest.None, false, null));
            }

            scratch.Place(request.Files, cancellationToken);
            _connection = await bounding ? NetworkBounds.BoundedConnection : NetworkBounds.UnboundedConnection;
            var parts = await ExecuteAsync(new Started(channels, report, scratch, drain, pumping, ending, output, error), cancellationToken);
            return Result(receipt, parts);
        }
    }

    private SandboxOutcome? Reason => Volatile.Read(ref _reason) is var reason and not NoReason ? (SandboxOutcome)reason : null;

    private async Task<SandboxTree> StartAsync(RunChannels channels)
    {
        var vector = BubblewrapArguments.Of(policy, host);
        try
        {
            // An empty environment: bubblewrap's own can be read inside, as that of process 1.
            var child = await Spawner.Shared.SpawnAsync(new SpawnOrder(vector[0], vector, [], channels.ForChild(policy)));
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

    /// <summary>The caller's token is not listened to here: its cancellation ends the tree, and with that the report. So there is one order, the reason first.</summary>
    private async Task<bool> BecomesReadyAsync(ReportChannel report)
    {
        using var patience = new CancellationTokenSource(ReadyPatience, time);
        try
        {
            return await report.BecomesReadyAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Null when the run was ended meanwhile.</summary>
    private ScratchFolder? OpenScratch(SandboxTree tree)
    {
        try
        {
            tree.RaiseOomScore();
            tree.OpenProcesses();
            return tree.FindInit() is { } init
                ? ScratchFolder.Open(init, BubblewrapArguments.ScratchSize(policy.Limits))
                : throw (Shortage.IsOne(tree.LastError)
                    ? Shortage.Of("The processes of the sandbox could not be followed; nothing was run", tree.LastError)
                    : new SandboxException(SandboxError.Failed, "bubblewrap did not tell its process; nothing was run."));
        }
        catch (SandboxException) when (Reason is not null)
        {
            return null;
        }
    }

    /// <summary>From here on the code runs, and everything inside is hostile.</summary>
    private async Task<RunAccount> ExecuteAsync(Started run, CancellationToken cancellationToken)
    {
        using var cgroup = OpenCgroup();
        var began = time.GetTimestamp();
        _watch = new RunWatch(_tree!.Processes, run.Scratch, policy.Limits, _connection, TimeProvider.System);
        using var limit = Deadlines.Of(time).Add(policy.Limits.Time, () => End(SandboxOutcome.TimedOut));
        using var watching = WatchThread.Shared.Add(_watch.Look, EndByWatch);
        var reporting = run.Report.ReadAsync(request.Nonce, run.Drain.Token);
        var sending = Task.WhenAll(
            SendAsync(run.Channels.Command, request.Command, run.Drain.Token), SendAsync(run.Channels.Input, request.StandardInput, run.Drain.Token));

        var end = await run.Ending;
        var duration = time.GetElapsedTime(began);
        watching.Dispose();
        run.Drain.CancelAfter(DrainPatience);
        await Task.WhenAll(run.Pumping, sending);
        var report = await reporting;

        var diskIsFull = run.Scratch.AnyIsFull;
        var harvest = Harvest(run.Scratch, cancellationToken);
        var account = cgroup?.Account();
        return new RunAccount(end, duration, run.Output.Take(), run.Error.Take(), report, harvest, diskIsFull || harvest.SawFullFile, account);
    }

    /// <summary>None of a run that is cancelled, by then or meanwhile.</summary>
    private ArtifactHarvest Harvest(ScratchFolder scratch, CancellationToken cancellationToken)
    {
        try
        {
            return new ArtifactWalk(request, policy.Limits.FileSize, cancellationToken).Collect(scratch.Root);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ArtifactHarvest.None;
        }
    }

    /// <summary>Null where there is none for us. The worker waits for its code, so nothing escapes that it will start.</summary>
    private RunCgroup? OpenCgroup()
    {
        var memory = ResourceLimits.Data(policy.Limits) + BubblewrapArguments.WritableSize(policy.Limits);
        if (_tree!.FindInit() is { } init && cgroups?.Open(memory, ResourceLimits.Tasks(policy.Limits)) is { } cgroup)
        {
            if (cgroup.Adopt([init, .. ProcessTable.ChildrenOf(init)]))
            {
                return cgroup;
            }

            cgroup.Dispose();
        }

        return null;
    }

    private static async Task SendAsync(Pipe pipe, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            // Whether all of it was read is the program's business.
            _ = await PipeTransfer.WriteAsync(pipe.Ours, bytes, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program has ended without reading it.
        }
        finally
        {
            pipe.Dispose();
        }
    }

    private void EndByWatch(SandboxOutcome reason, bool isMachineShort)
    {
        _isMachineShort = isMachineShort;
        End(reason, lookOnceMore: false);
    }

    private void End(SandboxOutcome reason) => End(reason, lookOnceMore: true);

    /// <summary>Called by threads that others wait for: it does nothing that may block.</summary>
    /// <param name="lookOnceMore">For what it has used; not after a look, when each millisecond counts.</param>
    private void End(SandboxOutcome reason, bool lookOnceMore)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, NoReason) == NoReason)
        {
            _tree!.Kill(lookOnceMore ? _watch : null);
        }
    }

    private SandboxResult Result(IsolationReceipt proven, RunAccount account)
    {
        if (Reason is { } reason)
        {
            Log.RunEnded(logger, reason);
        }

        return account.Judge(policy, Reason, _isMachineShort, _watch?.Seen ?? TreeUsage.None, proven);
    }

    private sealed record Started(
        RunChannels Channels,
        ReportChannel Report,
        ScratchFolder Scratch,
        CancellationTokenSource Drain,
        Task Pumping,
        Task<TreeEnd> Ending,
        OutputPump Output,
        OutputPump Error);
}
