using System.Collections.Immutable;

namespace UltimateMcp.Sandbox;

/// <summary>Why the sandbox killed a run.</summary>
public enum KillReason
{
    Time,
    Memory,
    Output,
    Files,
    Processes,

    /// <summary>The machine had hardly any memory left, and this run used the most.</summary>
    MachineMemory,
    Cancelled,

    /// <summary>It had sent its last report (<see cref="ReportRules"/>) and did not end.</summary>
    Finished,
}

/// <summary>
/// The result of a run whose last process has exited: raw evidence, which the caller interprets. Disposing it frees its
/// output.
/// </summary>
public sealed record SandboxResult : IDisposable
{
    /// <summary>Null if it was not killed.</summary>
    public required KillReason? KilledFor { get; init; }

    /// <summary>
    /// Exit code, or 128 + n after signal n. Null only for a run that was killed. A killed run can have one: the
    /// program may have exited while something still held its output open.
    /// </summary>
    public required int? ExitCode { get; init; }

    /// <summary>What the worker reported with the right nonce, if anything.</summary>
    public required WorkerReport? Report { get; init; }

    /// <summary>All that the worker reported, if the request has <see cref="ReportRules"/>; it may be forged.</summary>
    public CapturedReports Reports { get; init; } = CapturedReports.None;

    public required CapturedOutput StandardOutput { get; init; }

    public required CapturedOutput StandardError { get; init; }

    /// <summary>From when the command was sent until the last process exited.</summary>
    public required TimeSpan Duration { get; init; }

    public required TimeSpan CpuTime { get; init; }

    /// <summary>When the kernel sends SIGXCPU. A program may also send that signal to itself.</summary>
    public required TimeSpan CpuLimit { get; init; }

    public required ByteSize PeakMemory { get; init; }

    /// <summary>
    /// A writable folder is full, or a file has exactly the maximum size. It can explain a failure; without a failure
    /// it means nothing.
    /// </summary>
    public required bool DiskIsFull { get; init; }

    /// <summary>
    /// A process came so near to its limit on data (RLIMIT_DATA) that the next allocation may have been refused. It can
    /// explain a crash; without one it means nothing.
    /// </summary>
    public required bool WasNearDataLimit { get; init; }

    /// <summary>The kernel's OOM killer killed a process of the run's cgroup.</summary>
    public required bool WasOutOfMemory { get; init; }

    /// <summary>A fork failed because of the cgroup's pids.max.</summary>
    public required bool WasRefusedProcess { get; init; }

    public required ImmutableArray<SandboxArtifact> Artifacts { get; init; }

    /// <summary>New or changed entries that were not kept as artifacts.</summary>
    public required LeftOut LeftOut { get; init; }

    /// <summary>Names of the first few visible files in <c>/tmp</c>, which are not kept.</summary>
    public required ImmutableArray<string> TemporaryFiles { get; init; }

    public required IsolationStatus Isolation { get; init; }

    public void Dispose()
    {
        StandardOutput.Dispose();
        StandardError.Dispose();
    }
}

/// <summary>What was read from one output stream.</summary>
/// <param name="Bytes">As the program wrote them, up to the limit.</param>
/// <param name="WasCut">The program wrote more than the limit.</param>
public sealed record CapturedOutput(ReadOnlyMemory<byte> Bytes, bool WasCut) : IDisposable
{
    internal IDisposable? Owner { get; init; }

    public void Dispose() => Owner?.Dispose();
}

/// <summary>What a worker reported.</summary>
/// <param name="WasCut">It reported more than the maximum.</param>
public sealed record CapturedReports(ReadOnlyMemory<byte> Lines, bool WasCut)
{
    public static readonly CapturedReports None = new(default, WasCut: false);
}

/// <summary>A file that the run created or changed in its scratch folder.</summary>
/// <param name="Path">Relative path inside, decoded with replacement, control characters escaped.</param>
/// <param name="StoredAs">File name in the request's artifact folder.</param>
public sealed record SandboxArtifact(string Path, ByteSize Size, string StoredAs)
{
    public const int MaximumCount = 64;

    /// <summary>Counts its parent folders and its own name.</summary>
    public const int MaximumDepth = 8;
}

/// <summary>What a run left in its scratch folder that was not kept.</summary>
/// <param name="Count">The number of entries; a tool folder counts as one.</param>
/// <param name="Named">The first of them.</param>
public sealed record LeftOut(int Count, ImmutableArray<LeftOutEntry> Named)
{
    public const int MaximumNamed = 8;

    public static readonly LeftOut Nothing = new(0, []);
}

/// <param name="Path">Like <see cref="SandboxArtifact.Path"/>; the path of a folder ends in a slash.</param>
/// <param name="Entries">About how many entries a folder contains.</param>
public sealed record LeftOutEntry(string Path, LeftOutReason Reason, int Entries);

public enum LeftOutReason
{
    /// <summary>A link, a special file, or a file with a second name.</summary>
    NoPlainFile,

    /// <summary>A folder that a tool fills.</summary>
    ToolFolder,

    /// <summary>The file alone, or all files together.</summary>
    TooLarge,
    TooMany,
    TooDeep,
    Unreadable,
}
