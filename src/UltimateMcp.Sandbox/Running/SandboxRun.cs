using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Sandbox.Cgroups;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Scratch;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// One run in a ready sandbox: write the files, send the code, watch, and wait until the last process has exited.
/// Whoever kills the run gives a reason; the first reason counts.
/// </summary>
internal sealed class SandboxRun
{
    private readonly ReadySandbox _sandbox;
    private readonly SandboxRequest _request;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RunWatch _watch;
    private readonly FirstReason _reason = new();

    internal SandboxRun(ReadySandbox sandbox, SandboxRequest request, TimeProvider time, ILogger logger)
    {
        (_sandbox, _request, _time, _logger) = (sandbox, request, time, logger);
        _watch = new RunWatch(Started.Tree.Processes, sandbox.Scratch, Limits, sandbox.Connection, TimeProvider.System);
    }

    private StartedSandbox Started => _sandbox.Started;

    private SandboxLimits Limits => Started.Policy.Limits;

    private KillReason? Reason => _reason.Value;

    /// <summary>From here on the code runs, and everything inside is hostile. Cancellation kills it and returns what there is.</summary>
    /// <returns>Null if the worker died by itself before it began, so that no code was run.</returns>
    /// <exception cref="ArgumentException">The request's files cannot be written.</exception>
    /// <exception cref="SandboxException">The files do not fit, or the sandbox was killed from outside.</exception>
    internal async Task<SandboxResult?> RunAsync(IsolationStatus isolation, RunActivity activity, CancellationToken cancellationToken)
    {
        activity.Follow(Started.LastLine);
        Started.OnOverflow(() => Kill(KillReason.Output));
        Started.Output.DropsExcess = Started.Error.DropsExcess = _request.DropsExcessOutput;
        using var cancellation = cancellationToken.UnsafeRegister(static run => ((SandboxRun)run!).Kill(KillReason.Cancelled), this);
        _sandbox.Scratch.WriteFiles(_request.Files, cancellationToken);
        var began = _time.GetTimestamp();
        using var limit = Deadlines.Of(_time).Add(_request.Timeout, () => Kill(KillReason.Time));
        using var watching = WatchThread.Shared.Add(_watch.TakeSample, KillByWatch);
        var reporting = _sandbox.Report.ReadAsync(_request.Nonce, _request.Reports, EndSoon, Started.Drained);
        var sending = Task.WhenAll(
            SendAsync(Started.Channels.Command.Ours, _request.Command),
            SendAsync(Started.Channels.Input.Ours, _request.StandardInput));

        var exit = await Started.Exited;
        var duration = _time.GetElapsedTime(began);
        watching.Dispose();
        await Started.DrainAsync();
        await sending;
        var said = await reporting;
        return said.HasBegun || Reason is not null ? Result(exit, duration, said, isolation, cancellationToken) : null;
    }

    /// <summary>The worker has sent its last report.</summary>
    private void EndSoon() => Deadlines.Of(_time).Add(_request.Reports!.Grace, () => Kill(KillReason.Finished));

    private async Task SendAsync(SafeFileHandle pipe, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            // The program need not read all of it.
            _ = await PipeTransfer.WriteAsync(pipe, bytes, Started.Drained);
        }
        catch (OperationCanceledException) when (Started.Drained.IsCancellationRequested)
        {
            // The program has exited without reading it.
        }
        finally
        {
            pipe.Dispose();
        }
    }

    private void KillByWatch(KillReason reason) => Kill(reason, finalSample: null);

    private void Kill(KillReason reason) => Kill(reason, _watch.SampleOnceMore);

    /// <summary>It must not block: it is called by threads that others wait for.</summary>
    /// <param name="finalSample">Measures what the run has used; null right after a sample, when each millisecond counts.</param>
    private void Kill(KillReason reason, Action? finalSample)
    {
        if (_reason.TrySet(reason))
        {
            Started.Tree.Kill(finalSample);
        }
    }

    private SandboxResult Result(
        TreeExit exit, TimeSpan duration, ReportReading said, IsolationStatus isolation, CancellationToken cancellationToken)
    {
        if (Reason is { } reason)
        {
            Log.RunKilled(_logger, reason);
        }
        else if (exit.ExitCode is null)
        {
            throw new SandboxException(SandboxError.Failed, "The sandbox was killed from outside; the result is lost.");
        }

        var diskIsFull = _sandbox.Scratch.AnyIsFull;
        var artifacts = CollectArtifacts(cancellationToken);
        var peak = _watch.Peak;
        var statistics = _sandbox.Cgroup?.ReadStatistics() ?? CgroupStatistics.None;
        var (output, error) = (Started.Output.Take(), Started.Error.Take());
        return new SandboxResult
        {
            // A kill after everything had exited does not count, but truncated output does.
            KilledFor = exit.ExitCode is null || output.WasCut || error.WasCut ? Reason : null,
            ExitCode = exit.ExitCode,
            Report = said.Report,
            Reports = said.Lines,
            StandardOutput = output,
            StandardError = error,
            Duration = duration,
            CpuTime = ((TimeSpan[])[exit.CpuTime, peak.CpuTime, statistics.CpuTime]).Max(),
            CpuLimit = ResourceLimits.Cpu(Limits),
            PeakMemory = ((ByteSize[])[exit.PeakMemory, peak.PeakMemory, statistics.PeakMemory]).Max(),
            DiskIsFull = diskIsFull || artifacts.SawFullFile,
            WasNearDataLimit = ResourceLimits.IsNear(peak.Data, Limits),
            WasOutOfMemory = statistics.WasOutOfMemory,
            WasRefusedProcess = statistics.WasRefusedProcess,
            Artifacts = artifacts.Kept,
            LeftOut = artifacts.LeftOut,
            TemporaryFiles = TemporaryFiles.In(_sandbox.Scratch.Temporary),
            Isolation = isolation with { Limits = EnforcedLimits.Of(Limits, _request.Timeout, hasCgroup: _sandbox.Cgroup is not null) },
        };
    }

    /// <summary>None if the run is cancelled.</summary>
    private CollectedArtifacts CollectArtifacts(CancellationToken cancellationToken)
    {
        try
        {
            return new ArtifactCollector(_request, Limits.FileSize, cancellationToken).Collect(_sandbox.Scratch.Root);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CollectedArtifacts.None;
        }
    }
}
