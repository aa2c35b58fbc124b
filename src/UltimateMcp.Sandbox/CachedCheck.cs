namespace UltimateMcp.Sandbox;

/// <summary>Skips a check that passed a moment ago.</summary>
public sealed class CachedCheck
{
    private long _passedAt;

    /// <summary>
    /// Whether the check passed within the last <paramref name="maximumAge"/>; otherwise runs <paramref name="check"/>
    /// now.
    /// </summary>
    /// <param name="maximumAge">If zero, the check always runs.</param>
    public bool Passes<TState>(TimeSpan maximumAge, TimeProvider time, TState state, Func<TState, bool> check)
    {
        var passedAt = Volatile.Read(ref _passedAt);
        if (passedAt != 0 && time.GetElapsedTime(passedAt) < maximumAge)
        {
            return true;
        }

        var now = time.GetTimestamp();
        var passed = check(state);
        if (passed)
        {
            Volatile.Write(ref _passedAt, now);
        }

        return passed;
    }
}
