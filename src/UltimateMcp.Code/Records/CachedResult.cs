using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Records;

/// <summary>A recorded result in the cache. Its record may be removed at any time; then its uris are dead.</summary>
/// <param name="Id">Of its record.</param>
public abstract record CachedResult(string Id)
{
    private readonly CachedCheck _recordedCheck = new();

    /// <param name="has">Looks for the record.</param>
    /// <param name="maximumAge">A check younger than this is not repeated.</param>
    internal bool IsRecorded(Func<string, bool> has, TimeSpan maximumAge, TimeProvider time) =>
        _recordedCheck.Passes(maximumAge, time, (Has: has, Id), static record => record.Has(record.Id));
}
