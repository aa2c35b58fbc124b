using System.ComponentModel;
using System.Text;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox;

/// <summary>
/// Runs trusted programs of the host outside the sandbox, for example to ask for their version. Their environment holds
/// only PATH and HOME, by which version managers find what they manage.
/// </summary>
public static class HostProgram
{
    private const int MaximumOutput = 64 * 1024;
    private static readonly string[] Inherited = ["PATH", "HOME"];

    /// <summary>
    /// Runs <paramref name="path"/> and returns its output, at most 64 KiB per stream; null if it could not be started
    /// or took longer than <paramref name="timeout"/>.
    /// </summary>
    /// <exception cref="SandboxException">A resource limit of the server was reached.</exception>
    public static async Task<HostProgramResult?> RunAsync(
        string path, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var input = Pipe.ToWrite(owner: null);
        using var output = Pipe.ToRead(owner: null);
        using var error = Pipe.ToRead(owner: null);
        var request = new SpawnRequest(
            path,
            [path, .. arguments],
            [.. Inherited.Select(static name => (name, Environment.GetEnvironmentVariable(name)))
                .Where(static variable => variable.Item2 is not null)
                .Select(static variable => $"{variable.name}={variable.Item2}")],
            [(input.Theirs, 0), (output.Theirs, 1), (error.Theirs, 2)]);
        cancellationToken.ThrowIfCancellationRequested();
        ChildProcess child;
        try
        {
            child = await Spawner.Shared.SpawnAsync(request);
        }
        catch (Win32Exception e)
        {
            return ResourceExhaustion.Explain(e) is { } shortage ? throw shortage : null;
        }

        input.Dispose();
        output.Theirs.Dispose();
        error.Theirs.Dispose();
        return await FinishAsync(child, output.Ours, error.Ours, timeout, cancellationToken);
    }

    private static async Task<HostProgramResult?> FinishAsync(
        ChildProcess child, SafeFileHandle output, SafeFileHandle error, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        using var descriptor = child.Descriptor;
        var texts = Task.WhenAll(ReadAsync(output, deadline.Token), ReadAsync(error, deadline.Token));
        try
        {
            await child.WaitForExitAsync(deadline.Token);
            // Reaped after its output has ended: until then its pid, which is also its process group, is not reused.
            var printed = await texts;
            var state = SystemCalls.Wait(descriptor, Libc.WEXITED);
            return state is { } end ? new HostProgramResult(end.ExitCode, printed[0], printed[1]) : null;
        }
        catch (OperationCanceledException)
        {
            // It has its own process group, so its children are killed too.
            _ = Libc.kill(-child.Id, Libc.SIGKILL);
            await child.WaitForExitAsync(CancellationToken.None);
            _ = SystemCalls.Wait(descriptor, Libc.WEXITED);
            SystemCalls.ReapGroup(child.Id);
            await texts.ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static async Task<string> ReadAsync(SafeFileHandle file, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[4096];
        int count;
        while ((count = await PipeTransfer.ReadAsync(file, buffer, cancellationToken)) > 0)
        {
            kept.Write(buffer, 0, (int)Math.Min(count, MaximumOutput - kept.Length));
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }
}

/// <param name="ExitCode">Exit code, or 128 + n if signal n killed it.</param>
public sealed record HostProgramResult(int ExitCode, string StandardOutput, string StandardError);
