using System.Collections.Immutable;
using System.Text.Json.Serialization;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Code.Running;

/// <summary>What is told of a run, recorded as <c>result.json</c> and kept by the cache: the outcome of <c>execute_code</c>. Sizes in bytes, times in milliseconds.</summary>
public sealed record RunResult
{
    private const int RestBytes = 2048;

    public required string RunId { get; init; }

    public required string Language { get; init; }

    /// <summary>exited, signaled, timed_out, memory_limit, output_limit, file_limit, process_limit or cancelled.</summary>
    public required string Outcome { get; init; }

    public int? ExitCode { get; init; }

    public string? Signal { get; init; }

    public required OutputExcerpt Stdout { get; init; }

    public required OutputExcerpt Stderr { get; init; }

    /// <summary>Whether there is more to read of it than this.</summary>
    [JsonIgnore]
    public bool IsRecorded { get; init; } = true;

    public TruncatedBytes? Truncated { get; init; }

    public required long DurationMs { get; init; }

    public required long CpuMs { get; init; }

    public required long PeakMemoryBytes { get; init; }

    public RunFailure? Exception { get; init; }

    public ImmutableArray<RunArtifact>? Artifacts { get; init; }

    public required bool Cached { get; init; }

    /// <summary>How long ago the run was made.</summary>
    public required long AgeSeconds { get; init; }

    public required RunIsolation Isolation { get; init; }

    public string? Hint { get; init; }

    /// <summary>What this takes of memory, about: its texts are nearly all of it.</summary>
    [JsonIgnore]
    public long MemoryBytes => RestBytes + (sizeof(char) * (
        Stdout.Head.Length + Stdout.Tail.Length + Stderr.Head.Length + Stderr.Tail.Length + (Hint?.Length ?? 0) + (Exception?.Message.Length ?? 0)
        + (Artifacts?.Sum(static artifact => (long)artifact.Path.Length + artifact.Uri.Length) ?? 0)));
}

/// <summary>Bytes of each stream that a reply leaves out.</summary>
public sealed record TruncatedBytes(long Stdout, long Stderr);

/// <param name="Line">Line of the caller's code, from 1.</param>
public sealed record RunFailure(string Type, string Message, int? Line);

public sealed record RunArtifact(string Path, long Bytes, string MediaType, string Uri);

/// <summary>What was proven of the sandbox, and who enforces each limit.</summary>
/// <param name="Limits">Each limit's value and enforcer by its name, in a fixed order.</param>
public sealed record RunIsolation(string Tier, string Network, string Filesystem, int Uid, bool Seccomp, IReadOnlyDictionary<string, string> Limits)
{
    private string? _summary;

    /// <summary>How many places of the host outside <c>/usr</c> were visible; <see cref="Filesystem"/> names them.</summary>
    [JsonIgnore]
    public int HostFolders { get; init; }

    /// <summary>All of it in one line.</summary>
    [JsonIgnore]
    public string Summary => _summary ??=
        $"{Tier}, network {Network}, filesystem {Visible}, uid {Uid}; limits: {string.Join(", ", Limits.Select(limit => $"{limit.Key} {limit.Value}"))}";

    private string Visible => HostFolders switch
    {
        0 => Filesystem,
        1 => "scratch + 1 host folder",
        _ => $"scratch + {HostFolders} host folders",
    };
}

/// <summary>A run as it stands on disk.</summary>
/// <param name="Stored">File names of the artifacts in the record's folder, in the order of <see cref="RunResult.Artifacts"/>.</param>
public sealed record RunRecord(RunResult Result, DateTimeOffset Timestamp, string CodeHash, string InputHash, string Runtime, ImmutableArray<string> Stored);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(RunRecord))]
public sealed partial class RunJson : JsonSerializerContext;
