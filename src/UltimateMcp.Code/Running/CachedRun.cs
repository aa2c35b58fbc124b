using UltimateMcp.Code.Records;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>A run in the cache.</summary>
public sealed record CachedRun(RunResult Result)
{
    private readonly RecentLook _lastLook = new();

    /// <param name="maximumAge">A check younger than this is not repeated.</param>
    internal bool IsRecordedIn(RunRecords records, TimeSpan maximumAge, TimeProvider time) =>
        _lastLook.Finds(maximumAge, time, (Records: records, Result.RunId), static run => run.Records.Has(run.RunId));
}
