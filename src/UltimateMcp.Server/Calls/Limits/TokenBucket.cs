namespace UltimateMcp.Server.Calls.Limits;

/// <summary>
/// A token bucket, stored as the time at which it will be full (GCRA, virtual scheduling). Times are in whole ticks, so
/// the returned wait is exact.
/// </summary>
internal sealed class TokenBucket
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly long _ticksPerToken;
    private readonly long _ticksWhenEmpty;
    private long _fullAt;

    /// <param name="capacity">At least one.</param>
    public TokenBucket(double capacity, double refillPerSecond, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(refillPerSecond);
        Capacity = capacity;
        RefillPerSecond = refillPerSecond;
        _time = time;
        _origin = time.GetTimestamp();
        _ticksPerToken = (long)Math.Ceiling(TimeSpan.TicksPerSecond / refillPerSecond);
        _ticksWhenEmpty = (long)(capacity * _ticksPerToken);
    }

    public double Capacity { get; }

    public double RefillPerSecond { get; }

    /// <summary>Current tokens, including fractions.</summary>
    public double Tokens
    {
        get
        {
            lock (_lock)
            {
                var missing = Math.Max(0, _fullAt - Now());
                return (double)(_ticksWhenEmpty - missing) / _ticksPerToken;
            }
        }
    }

    /// <summary>Takes a token, or returns the time until one is available.</summary>
    public bool TryTake(out TimeSpan retryAfter)
    {
        lock (_lock)
        {
            var now = Now();
            var fullAt = Math.Max(_fullAt, now) + _ticksPerToken;
            retryAfter = TimeSpan.FromTicks(Math.Max(0, fullAt - now - _ticksWhenEmpty));
            if (retryAfter > TimeSpan.Zero)
            {
                return false;
            }

            _fullAt = fullAt;
            return true;
        }
    }

    /// <summary>Returns a token. A bucket that has filled up since then stays full.</summary>
    public void GiveBack()
    {
        lock (_lock)
        {
            _fullAt -= _ticksPerToken;
        }
    }

    private long Now() => _time.GetElapsedTime(_origin).Ticks;
}
