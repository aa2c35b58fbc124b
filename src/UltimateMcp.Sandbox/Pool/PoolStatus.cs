using System.Collections.Immutable;

namespace UltimateMcp.Sandbox.Pool;

/// <summary>What waits in the pool now, and what it has been good for.</summary>
/// <param name="MaximumMemory">Zero if the pool is off.</param>
public sealed record PoolStatus(ByteSize Memory, ByteSize MaximumMemory, ImmutableArray<PoolGroupStatus> Groups);

/// <param name="Name">The <see cref="Policy.SandboxPolicy.Pool"/> of its policy.</param>
/// <param name="Waiting">Sandboxes that are ready for a run.</param>
/// <param name="WarmRuns">Runs in a sandbox that had waited for them.</param>
/// <param name="ColdRuns">Runs that a sandbox was started for.</param>
public sealed record PoolGroupStatus(string Name, int Waiting, ByteSize Memory, long WarmRuns, long ColdRuns);
