using System.Collections.Immutable;

namespace UltimateMcp.Sandbox;

/// <summary>How a run was isolated: what the self test found, and who enforces each limit.</summary>
public sealed record IsolationStatus
{
    /// <summary><c>namespaces+seccomp</c>; <c>container</c> for the container tier.</summary>
    public required string Tier { get; init; }

    public required string Network { get; init; }

    public required string Filesystem { get; init; }

    /// <summary>The user id that the program sees.</summary>
    public required int Uid { get; init; }

    public required bool Seccomp { get; init; }

    public required ImmutableArray<EnforcedLimit> Limits { get; init; }

    /// <summary>The value and enforcer of each limit by its name, in a fixed order: <c>128 MiB (watch)</c>.</summary>
    public IReadOnlyDictionary<string, string> DescribeLimits() => Limits.ToDictionary(
        static limit => limit.Name,
        static limit => $"{limit.Value} ({(limit.EnforcedBy == LimitEnforcer.Kernel ? "kernel" : "watch")})",
        StringComparer.Ordinal);
}

/// <summary>
/// One limit and who enforces it. <paramref name="Name"/> is snake_case: time, cpu, memory, file_size, scratch_size,
/// processes, open_files, output, inodes.
/// </summary>
public sealed record EnforcedLimit(string Name, string Value, LimitEnforcer EnforcedBy);

public enum LimitEnforcer
{
    Kernel,
    Watch,
}
