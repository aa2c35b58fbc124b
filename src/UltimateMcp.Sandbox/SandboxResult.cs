using System.Collections.Immutable;

namespace UltimateMcp.Sandbox;

/// <summary>Why the sandbox ended a run.</summary>
public enum KillReason
{
    Time,
    Memory,
    Output,
    Files,
    Processes,

    /// <summary>Not for what the run did alone: the machine had hardly any memory left, and this run held the most.</summary>
    MachineMemory,
    Cancelled,
}

/// <summary>
/// What is known of a run when its last process has ended: evidence, from which others judge how it ended. Disposing it frees its output.
/// </summary>
public sealed record SandboxResult : IDisposable
{
    /// <summary>Null when it ended by itself.</summary>
    public required KillReason? KilledFor { get; init; }

    /// <summary>
    /// Exit code, 128 + n after signal n. Null only of a run that was killed; a kill can also come when the program has exited and
    /// something still holds its output.
    /// </summary>
    public required int? ExitCode { get; init; }

    /// <summary>What the worker reported with the right nonce, if anything.</summary>
    public required WorkerReport? Report { get; init; }

    public required CapturedOutput StandardOutput { get; init; }

    public required CapturedOutput StandardError { get; init; }

    /// <summary>From the moment the command was sent to the last process's end.</summary>
    public required TimeSpan Duration { get; init; }

    public required TimeSpan CpuTime { get; init; }

    /// <summary>Where the kernel sends SIGXCPU, which a program may send to itself as well.</summary>
    public required TimeSpan CpuLimit { get; init; }

    public required ByteSize PeakMemory { get; init; }

    /// <summary>
    /// A writable folder is full, or a file is exactly as large as one may be: what explains a failure, and nothing where there was none.
    /// </summary>
    public required bool DiskIsFull { get; init; }

    /// <summary>The kernel ended a process of the run's cgroup for its memory.</summary>
    public required bool WasOutOfMemory { get; init; }

    /// <summary>The kernel refused the run's cgroup a process.</summary>
    public required bool WasRefusedProcess { get; init; }

    public required ImmutableArray<SandboxArtifact> Artifacts { get; init; }

    /// <summary>New or changed entries that are no artifacts.</summary>
    public required LeftOut LeftOut { get; init; }

    /// <summary>Names of visible files in <c>/tmp</c>, the first few: what is not kept.</summary>
    public required ImmutableArray<string> TemporaryFiles { get; init; }

    public required IsolationStatus Isolation { get; init; }

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
public sealed record SandboxArtifact(string Path, ByteSize Size, string StoredAs)
{
    public const int MaximumCount = 64;

    /// <summary>Folders above it, and its own name.</summary>
    public const int MaximumDepth = 8;
}

/// <summary>What a run left in its scratch folder and was not kept.</summary>
/// <param name="Count">Of entries, a folder of a tool being one.</param>
/// <param name="Named">The first of them.</param>
public sealed record LeftOut(int Count, ImmutableArray<LeftOutEntry> Named)
{
    public const int MaximumNamed = 8;

    public static readonly LeftOut Nothing = new(0, []);
}

/// <param name="Path">As of <see cref="SandboxArtifact.Path"/>; a folder's ends in a slash.</param>
/// <param name="Entries">What a folder holds, about.</param>
public sealed record LeftOutEntry(string Path, LeftOutReason Reason, int Entries);

public enum LeftOutReason
{
    /// <summary>A link, a special file, or a file with a second name.</summary>
    NoPlainFile,

    /// <summary>A folder that a tool fills.</summary>
    ToolFolder,

    /// <summary>By itself, or all together.</summary>
    TooLarge,
    TooMany,
    TooDeep,
    Unreadable,
}
