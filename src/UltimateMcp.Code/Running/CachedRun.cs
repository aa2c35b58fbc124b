using UltimateMcp.Code.Records;

namespace UltimateMcp.Code.Running;

/// <summary>A run in the cache.</summary>
public sealed record CachedRun(RunResult Result) : CachedResult(Result.RunId);
