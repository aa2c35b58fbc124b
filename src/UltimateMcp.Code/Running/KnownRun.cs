using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>What the cache keeps of a run.</summary>
public sealed record KnownRun(RunResult Result)
{
    /// <summary>When its record was last seen.</summary>
    internal RecentLook Record { get; } = new();
}
