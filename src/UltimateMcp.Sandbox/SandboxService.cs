using System.Collections.Immutable;
using UltimateMcp.Sandbox.Running;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox;

/// <summary>
/// A program in a sandbox that answers one request after another (<see cref="Policy.SandboxPolicy.Service"/>). After it has
/// reported that it is ready (<see cref="WorkerProtocol.Ready"/>), it reads requests from
/// <see cref="WorkerProtocol.CommandDescriptor"/> and answers on <see cref="WorkerProtocol.ReportDescriptor"/>, in a protocol of its
/// own. What it has read may have taken it over, so all that it says may be forged.
/// </summary>
public sealed class SandboxService
{
    private readonly SandboxChannels _channels;

    internal SandboxService(SandboxChannels channels) => _channels = channels;

    /// <summary>What its user keeps for the next use, such as a session. Null at first.</summary>
    public object? Session { get; set; }

    /// <summary>How many uses were begun.</summary>
    internal int Uses { get; set; }

    /// <exception cref="ServiceEndedException">The service has ended.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (!await PipeTransfer.WriteAsync(_channels.Command.Ours, bytes, cancellationToken))
        {
            throw new ServiceEndedException(reason: null);
        }
    }

    /// <summary>Waits for what it says next.</summary>
    /// <returns>At least one byte.</returns>
    /// <exception cref="ServiceEndedException">The service has ended.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await PipeTransfer.ReadAsync(_channels.Report.Ours, buffer, cancellationToken);
        return count > 0 ? count : throw new ServiceEndedException(reason: null);
    }
}

/// <summary>One use of a service.</summary>
/// <param name="Files">Written to the scratch folder before it.</param>
public sealed record ServiceRequest(TimeSpan Timeout, ImmutableArray<ScratchFile> Files);

/// <summary>A service has ended before it had answered.</summary>
public sealed class ServiceEndedException(KillReason? reason) : Exception("The service has ended.")
{
    /// <summary>The limit for which it was killed; null if it ended by itself.</summary>
    public KillReason? Reason => reason;
}
