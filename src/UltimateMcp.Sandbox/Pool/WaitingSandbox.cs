using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Sandbox.Pool;

/// <summary>A ready sandbox in the pool. The pool disposes it once it has exited, unless a run has taken it.</summary>
/// <param name="memory">Measured once: while it waits, it does nothing.</param>
internal sealed class WaitingSandbox(ReadySandbox sandbox, ByteSize memory)
{
    private int _isTaken;

    internal ByteSize Memory => memory;

    /// <summary>Completes when it has exited and, unless a run has taken it, is disposed.</summary>
    internal Task Ending { get; set; } = Task.CompletedTask;

    internal bool HasExited => sandbox.Started.Exited.IsCompleted;

    internal ReadySandbox Take()
    {
        Volatile.Write(ref _isTaken, 1);
        return sandbox;
    }

    internal void Kill() => sandbox.Started.Tree.Kill();

    /// <summary>Waits until it has exited.</summary>
    internal async Task WaitForExitAsync() => await sandbox.Started.Exited;

    internal async Task DisposeUnlessTakenAsync()
    {
        if (Volatile.Read(ref _isTaken) == 0)
        {
            await sandbox.DisposeAsync();
        }
    }
}
