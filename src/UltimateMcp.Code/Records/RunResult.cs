using System.Collections.Immutable;
using System.Text.Json.Serialization;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Code.Records;

/// <summary>
/// The result of a run: returned by <c>execute_code</c>, recorded as <c>result.json</c>, and cached. Sizes are in
/// bytes, times in milliseconds.
/// </summary>
public sealed record RunResult
{
    private const int OverheadBytes = 2048;

    public required string RunId { get; init; }

    public required string Language { get; init; }

    /// <summary>exited, signaled, timed_out, memory_limit, output_limit, file_limit, process_limit or cancelled.</summary>
    public required string Outcome { get; init; }

    public int? ExitCode { get; init; }

    public string? Signal { get; init; }

    public required OutputExcerpt Stdout { get; init; }

    public required OutputExcerpt Stderr { get; init; }

    /// <summary>Whether there is a record to read more from.</summary>
    [JsonIgnore]
    public bool IsRecorded { get; init; } = true;

    public TruncatedBytes? Truncated { get; init; }

    public required long DurationMs { get; init; }

    public required long CpuMs { get; init; }

    public required long PeakMemoryBytes { get; init; }

    public ProgramError? Exception { get; init; }

    public ImmutableArray<RunArtifact>? Artifacts { get; init; }

    public required bool Cached { get; init; }

    /// <summary>Time since the run.</summary>
    public required long AgeSeconds { get; init; }

    public required RunIsolation Isolation { get; init; }

    public string? Hint { get; init; }

    /// <summary>Approximate memory usage, mostly of the strings.</summary>
    [JsonIgnore]
    public long MemoryBytes => OverheadBytes + (sizeof(char) * (
        Stdout.Head.Length + Stdout.Tail.Length + Stderr.Head.Length + Stderr.Tail.Length
        + (Hint?.Length ?? 0)
        + (Exception?.Message.Length ?? 0)
        + (Artifacts?.Sum(static artifact => (long)artifact.Path.Length + artifact.Uri.Length) ?? 0)));
}

/// <summary>Bytes of each stream that the reply omits.</summary>
public sealed record TruncatedBytes(long Stdout, long Stderr);

public sealed record RunArtifact(string Path, long Bytes, string MediaType, string Uri);

/// <summary>How a run was isolated, as proved by the self-test.</summary>
/// <param name="Limits">Each limit's value and who enforces it, by its name; null unless one of them ended the run.</param>
public sealed record RunIsolation(string Tier, string Network, string Filesystem, IReadOnlyDictionary<string, string>? Limits)
{
    private const int MaximumCounted = 99;

    private string? _summary;

    /// <summary>Number of visible host folders outside <c>/usr</c>; <see cref="Filesystem"/> names them.</summary>
    [JsonIgnore]
    public int HostFolders { get; init; }

    /// <summary>One line of at most 49 characters, without paths.</summary>
    [JsonIgnore]
    public string Summary => _summary ??= $"{Tier}, {(Network == "none" ? "no network" : Network)}, {Visible}";

    private string Visible => HostFolders switch
    {
        0 => Filesystem,
        1 => "+ 1 host folder",
        > MaximumCounted => "+ 100 or more folders",
        _ => $"+ {HostFolders} host folders",
    };
}

/// <summary>The record of a run on disk.</summary>
/// <param name="Runtime">Version of the interpreter.</param>
public sealed record RunRecord(RunResult Result, DateTimeOffset Timestamp, string CodeHash, string InputHash, string Runtime);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(RunRecord))]
public sealed partial class RunJson : JsonSerializerContext;
