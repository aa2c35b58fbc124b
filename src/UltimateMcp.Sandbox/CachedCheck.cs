namespace UltimateMcp.Sandbox;

/// <summary>Spares a look that was made a moment ago and found what it should.</summary>
public sealed class CachedCheck
{
    private long _seen;

    /// <summary>Whether a look that is no older than the tolerance found it; without one, <paramref name="look"/> is made now.</summary>
    /// <param name="tolerance">Zero: it is always made.</param>
    public bool Passes<TState>(TimeSpan tolerance, TimeProvider time, TState state, Func<TState, bool> look)
    {
        var seen = Volatile.Read(ref _seen);
        if (seen != 0 && time.GetElapsedTime(seen) < tolerance)
        {
            return true;
        }

        var now = time.GetTimestamp();
        var found = look(state);
        if (found)
        {
            Volatile.Write(ref _seen, now);
        }

        return found;
    }
}
