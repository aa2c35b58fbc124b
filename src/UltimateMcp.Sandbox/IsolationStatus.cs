using System.Collections.Immutable;

namespace UltimateMcp.Sandbox;

/// <summary>How isolated a run really was: what the self test proved at start, and who enforces each limit of this run.</summary>
public sealed record IsolationStatus
{
    /// <summary><c>namespaces+seccomp</c>; <c>container</c> for the container tier.</summary>
    public required string Tier { get; init; }

    public required string Network { get; init; }

    public required string Filesystem { get; init; }

    /// <summary>User id as the program sees it.</summary>
    public required int Uid { get; init; }

    public required bool Seccomp { get; init; }

    public required ImmutableArray<EnforcedLimit> Limits { get; init; }

    /// <summary>Of each limit its value and who enforces it, by its name, in a fixed order: <c>128 MiB (watch)</c>.</summary>
    public IReadOnlyDictionary<string, string> DescribeLimits() => Limits.ToDictionary(
        static limit => limit.Name,
        static limit => $"{limit.Value} ({(limit.EnforcedBy == LimitEnforcer.Kernel ? "kernel" : "watch")})",
        StringComparer.Ordinal);
}

/// <summary>
/// One limit and who holds it. <paramref name="Name"/> is snake_case: time, cpu, memory, file_size, scratch_size, processes, open_files,
/// output, inodes.
/// </summary>
public sealed record EnforcedLimit(string Name, string Value, LimitEnforcer EnforcedBy);

public enum LimitEnforcer
{
    Kernel,
    Watch,
}
