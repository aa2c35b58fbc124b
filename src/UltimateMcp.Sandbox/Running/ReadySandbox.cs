using UltimateMcp.Sandbox.Cgroups;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Scratch;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// A sandbox whose worker has said that it is ready, and has got no code yet: it can wait for a call that is not known. Nothing in here is
/// of a request.
/// </summary>
/// <param name="cgroup">Null where the server has none to give.</param>
/// <param name="connection">What one end of a connection can hold of the kernel's memory.</param>
internal sealed class ReadySandbox(StartedSandbox started, ReportChannel report, ScratchFolder scratch, RunCgroup? cgroup, ByteSize connection) : IAsyncDisposable
{
    internal StartedSandbox Started => started;

    internal ReportChannel Report => report;

    internal ScratchFolder Scratch => scratch;

    internal RunCgroup? Cgroup => cgroup;

    internal ByteSize Connection => connection;

    /// <summary>Starts one and waits until it is ready. Cancelling ends what was started.</summary>
    /// <exception cref="SandboxException">It could not be started, or did not get ready.</exception>
    internal static async Task<ReadySandbox> StartAsync(SandboxPolicy policy, SandboxHost host, TimeProvider time, CancellationToken cancellationToken)
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

            // Of a start that was cancelled, any failure is the cancellation's.
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await started.DisposeAsync();
        scratch.Dispose();
        cgroup?.Dispose();
    }
}
