using UltimateMcp.Code.Records;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>What the cache keeps of a run.</summary>
public sealed record CachedRun(RunResult Result)
{
    private readonly CachedCheck _recordedCheck = new();

    /// <param name="maximumAge">How old an earlier check may be.</param>
    internal bool IsRecordedIn(RunRecords records, TimeSpan maximumAge, TimeProvider time) =>
        _recordedCheck.Passes(maximumAge, time, (Records: records, Result.RunId), static run => run.Records.Has(run.RunId));
}
