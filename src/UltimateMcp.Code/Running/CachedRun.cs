using UltimateMcp.Code.Records;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>What the cache keeps of a run.</summary>
public sealed record CachedRun(RunResult Result)
{
    private readonly RecentLook _lastLook = new();

    /// <param name="maximumAge">For how long a look is good enough.</param>
    internal bool IsRecordedIn(RunRecords records, TimeSpan maximumAge, TimeProvider time) =>
        _lastLook.Finds(maximumAge, time, (Records: records, Result.RunId), static run => run.Records.Has(run.RunId));
}
