using System.Collections.Frozen;
using System.Collections.Immutable;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Sandbox;

/// <summary>One run: what is passed to a ready worker.</summary>
public sealed record SandboxRequest
{
    /// <summary>128 random bits in hex, known to server and worker; part of <see cref="Command"/>.</summary>
    public required string Nonce { get; init; }

    /// <summary>What the worker reads from its command descriptor, in a format that the worker defines.</summary>
    public required ReadOnlyMemory<byte> Command { get; init; }

    public required ReadOnlyMemory<byte> StandardInput { get; init; }

    /// <summary>Files written to the scratch folder before the command is sent.</summary>
    public required ImmutableArray<ScratchFile> Files { get; init; }

    /// <summary>Wall-clock time from when the command is sent; at most <see cref="Policy.SandboxLimits.Time"/>.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>
    /// Host folder that artifacts are copied to, as <c>0</c>, <c>1</c>, …, mode 0600. It is created if there are
    /// artifacts. If null, none are kept.
    /// </summary>
    public required string? ArtifactFolder { get; init; }

    /// <summary>Null: the worker reports how the code ended, in one <see cref="WorkerReport"/>.</summary>
    public ReportRules? Reports { get; init; }

    /// <summary>Whether the run goes on when it has written more than the limit to a stream; what is beyond is lost.</summary>
    public bool DropsExcessOutput { get; init; }

    /// <summary>Folders that tools fill, such as caches: they are counted, not kept.</summary>
    public ToolFolders ToolFolders { get; init; } = ToolFolders.None;
}

/// <summary>A worker that reports more than how the code ended: lines that the caller interprets.</summary>
/// <param name="Maximum">Of all lines together. What a worker sends beyond is not read.</param>
/// <param name="Last">A part of the last line. After it the run has <paramref name="Grace"/> to end, then it is killed.</param>
public sealed record ReportRules(ByteSize Maximum, ReadOnlyMemory<byte> Last, TimeSpan Grace);

/// <param name="Names">Folder names, at any depth.</param>
/// <param name="MarkerFiles">A folder that contains a file with one of these names counts too.</param>
public sealed record ToolFolders(FrozenSet<string> Names, ImmutableArray<string> MarkerFiles)
{
    public static readonly ToolFolders None = new([], []);
}

/// <summary>A file from the caller, including the code. It becomes an artifact only if the run changes it.</summary>
public sealed record ScratchFile(ScratchPath Path, ReadOnlyMemory<byte> Content);

/// <summary>What can be seen of a run while it is in progress.</summary>
public sealed class RunActivity
{
    private volatile LastLine? _output;

    /// <summary>
    /// The last non-empty line of output so far: decoded with replacement, without escape sequences, truncated to 200
    /// characters.
    /// </summary>
    public string? LastLine => _output?.Text;

    internal void Follow(LastLine output) => _output = output;
}
