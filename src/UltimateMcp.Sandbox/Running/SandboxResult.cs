using System.Collections.Immutable;
using UltimateMcp.Sandbox.Isolation;

namespace UltimateMcp.Sandbox;

/// <summary>How a run ended. The names on the wire are in <c>docs/tools</c>: exited, signaled, timed_out, memory_limit, …</summary>
public enum SandboxOutcome
{
    Exited,
    Signaled,
    TimedOut,
    MemoryLimit,
    OutputLimit,
    FileLimit,
    ProcessLimit,
    Cancelled,
}

/// <summary>A limit that the run touched, whether or not it ended by it.</summary>
[Flags]
public enum ReachedLimits
{
    None = 0,
    Time = 1,
    Memory = 2,
    Output = 4,
    File = 8,
    Processes = 16,

    /// <summary>Of one process: the kernel counts them as processes, the settings do not.</summary>
    Threads = 32,

    /// <summary>Not the run's own: the machine had hardly any memory left, and this run held the most.</summary>
    Machine = 64,
}

/// <summary>How a run ended and what it left. Disposing it frees its output.</summary>
public sealed record SandboxResult : IDisposable
{
    public required SandboxOutcome Outcome { get; init; }

    /// <summary>Null unless <see cref="SandboxOutcome.Exited"/> or a limit that the program died of by exiting.</summary>
    public required int? ExitCode { get; init; }

    /// <summary>Signal name such as <c>SIGSEGV</c> when <see cref="SandboxOutcome.Signaled"/>; inferred from 128 + n.</summary>
    public required string? Signal { get; init; }

    public required ReachedLimits Reached { get; init; }

    public required CapturedOutput StandardOutput { get; init; }

    public required CapturedOutput StandardError { get; init; }

    /// <summary>What the worker reported with the right nonce, if anything.</summary>
    public required WorkerReport? Report { get; init; }

    /// <summary>From the moment the command was sent to the last process's end.</summary>
    public required TimeSpan Duration { get; init; }

    public required TimeSpan CpuTime { get; init; }

    public required ByteSize PeakMemory { get; init; }

    public required ImmutableArray<SandboxArtifact> Artifacts { get; init; }

    /// <summary>New or changed entries that were not kept: links, special files, over a limit.</summary>
    public required int ArtifactsLeftOut { get; init; }

    public required IsolationReceipt Isolation { get; init; }

    public void Dispose()
    {
        StandardOutput.Dispose();
        StandardError.Dispose();
    }
}

/// <summary>What was read of one output stream.</summary>
/// <param name="Bytes">As written by the program, up to the cap.</param>
/// <param name="WasCut">The program wrote more than the cap.</param>
public sealed record CapturedOutput(ReadOnlyMemory<byte> Bytes, bool WasCut) : IDisposable
{
    internal IDisposable? Owner { get; init; }

    public void Dispose() => Owner?.Dispose();
}

/// <summary>A file that the run left in its scratch folder.</summary>
/// <param name="Path">Relative path inside, decoded with replacement, control characters escaped.</param>
/// <param name="StoredAs">File name in the request's artifact folder.</param>
public sealed record SandboxArtifact(string Path, ByteSize Size, string StoredAs);
