using UltimateMcp.Sandbox.Cgroups;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Scratch;

namespace UltimateMcp.Sandbox.Running;

/// <summary>A sandbox whose worker is ready and has no code yet. It does not depend on any request, so it can wait in a pool.</summary>
/// <param name="cgroup">Null if the server has no cgroup subtree.</param>
/// <param name="connection">How much kernel memory one end of a connection can hold.</param>
internal sealed class ReadySandbox(
    StartedSandbox started, ReportChannel report, ScratchFolder scratch, RunCgroup? cgroup, ByteSize connection) : IAsyncDisposable
{
    private SandboxService? _service;

    internal StartedSandbox Started => started;

    /// <summary>The program as a service, if its policy says that it is one.</summary>
    internal SandboxService Service => _service ??= new SandboxService(started.Channels);

    internal ReportChannel Report => report;

    internal ScratchFolder Scratch => scratch;

    internal RunCgroup? Cgroup => cgroup;

    internal ByteSize Connection => connection;

    /// <summary>Starts a sandbox and waits until it is ready. Cancellation kills it.</summary>
    /// <exception cref="SandboxException">It could not be started, or did not become ready.</exception>
    internal static async Task<ReadySandbox> StartAsync(
        SandboxPolicy policy, SandboxHost host, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = await StartedSandbox.StartAsync(policy, host, time);
        try
        {
            using var cancellation = cancellationToken.UnsafeRegister(static tree => ((SandboxTree)tree!).Kill(), started.Tree);
            return await started.WaitUntilReadyAsync();
        }
        catch
        {
            await started.DisposeAsync();

            // If the start was cancelled, any failure is reported as the cancellation.
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>What its processes and its files take now, as <see cref="RunWatch"/> counts it.</summary>
    internal ByteSize MeasureMemory()
    {
        List<int> processes = [];
        started.Tree.Processes.List(processes);
        var memory = scratch.UsedSize;
        foreach (var process in processes)
        {
            memory += started.Tree.Processes.StatusOf(process).Memory;
        }

        return memory;
    }

    public async ValueTask DisposeAsync()
    {
        await started.DisposeAsync();
        scratch.Dispose();
        cgroup?.Dispose();
    }
}
