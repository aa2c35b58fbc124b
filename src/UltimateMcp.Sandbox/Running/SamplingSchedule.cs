namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// When a run is looked at next. One that works is looked at each tick, sooner near its limit; one that sleeps more and
/// more seldom. And never so often that all looks together cost more than <see cref="Share"/> of a processor: what a
/// look costs is for the program to choose, how often it is made is ours.
/// </summary>
internal sealed class SamplingSchedule
{
    internal static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    /// <summary>All looks together take at most one part of so many.</summary>
    internal const int Share = 5;

    private static readonly TimeSpan NearLimit = TimeSpan.FromMilliseconds(4);

    /// <summary>The kernel counts processor time in steps of 10 ms: less than one may have passed since the last look.</summary>
    private const int QuietSamples = 10;

    private TimeSpan _interval = Tick;
    private int _quiet;

    /// <summary>From the end of a look to the next when nothing else asks for one.</summary>
    internal TimeSpan Interval => _interval;

    /// <summary>From the end of a look to the next, whatever asks for it.</summary>
    internal TimeSpan Earliest { get; private set; } = TimeSpan.Zero;

    /// <param name="cost">What the look took.</param>
    /// <param name="isActive">The run used the processor or took memory since the look before.</param>
    /// <param name="isNearLimit">It holds more than half of what it may.</param>
    /// <param name="runs">How many share the watch.</param>
    internal void Sampled(TimeSpan cost, bool isActive, bool isNearLimit, int runs)
    {
        _quiet = isActive ? 0 : _quiet + 1;
        Earliest = cost * (Share * runs);
        var wanted = _quiet >= QuietSamples ? Min(_interval * 2, Longest) : isActive && isNearLimit ? NearLimit : Tick;
        _interval = wanted > Earliest ? wanted : Earliest;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
