using UltimateMcp.Code.Records;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>A run in the cache.</summary>
public sealed record CachedRun(RunResult Result)
{
    private readonly CachedCheck _recordedCheck = new();

    /// <param name="maximumAge">A check younger than this is not repeated.</param>
    internal bool IsRecordedIn(RunRecords records, TimeSpan maximumAge, TimeProvider time) =>
        _recordedCheck.Passes(maximumAge, time, (Records: records, Result.RunId), static run => run.Records.Has(run.RunId));
}
