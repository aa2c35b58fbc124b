using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Sandbox.Pool;

/// <summary>A ready sandbox in the pool. The pool disposes it once it has exited, unless it was taken.</summary>
/// <param name="memory">Measured once: while it waits, it does nothing.</param>
internal sealed class WaitingSandbox(ReadySandbox sandbox, ByteSize memory)
{
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ByteSize Memory => memory;

    /// <summary>Completes when it was taken, or has exited and is disposed.</summary>
    internal Task Ending { get; set; } = Task.CompletedTask;

    internal bool HasExited => sandbox.Started.Exited.IsCompleted;

    internal ReadySandbox Take()
    {
        _taken.SetResult();
        return sandbox;
    }

    internal void Kill() => sandbox.Started.Tree.Kill();

    /// <summary>Waits until it was taken or has exited.</summary>
    internal async Task WaitForEndAsync() => await Task.WhenAny(sandbox.Started.Exited, _taken.Task);

    internal async Task DisposeUnlessTakenAsync()
    {
        if (!_taken.Task.IsCompleted)
        {
            await sandbox.DisposeAsync();
        }
    }
}
