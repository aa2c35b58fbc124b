using System.Collections.Immutable;

namespace UltimateMcp.Sandbox.Isolation;

/// <summary>How isolated a run really was: what the self test proved at start, and who enforces each limit of this run.</summary>
public sealed record IsolationReceipt
{
    /// <summary><c>namespaces+seccomp</c>; <c>container</c> for the container tier.</summary>
    public required string Tier { get; init; }

    public required string Network { get; init; }

    public required string Filesystem { get; init; }

    /// <summary>User id as the program sees it.</summary>
    public required int Uid { get; init; }

    public required bool Seccomp { get; init; }

    public required ImmutableArray<EnforcedLimit> Limits { get; init; }
}

/// <summary>One limit and who holds it. <paramref name="Name"/> is snake_case: time, cpu, memory, file_size, scratch_size, processes, open_files, output, inodes.</summary>
public sealed record EnforcedLimit(string Name, string Value, LimitEnforcer EnforcedBy);

public enum LimitEnforcer
{
    Kernel,
    Watch,
}
