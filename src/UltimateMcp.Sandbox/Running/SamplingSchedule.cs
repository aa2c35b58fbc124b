namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// When a run is sampled next. An active run is sampled each tick, more often near its limit; an idle one less and less
/// often. All samples together may take at most one part in <see cref="Share"/> of a CPU: a program can make a sample
/// expensive, so we limit how often it is taken.
/// </summary>
internal sealed class SamplingSchedule
{
    internal static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan MaximumInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>All samples together take at most 1 / <see cref="Share"/> of a CPU.</summary>
    internal const int Share = 5;

    private static readonly TimeSpan NearLimit = TimeSpan.FromMilliseconds(4);

    /// <summary>The kernel counts CPU time in steps of 10 ms; less than one step may have passed since the previous sample.</summary>
    private const int QuietSamples = 10;

    private TimeSpan _interval = Tick;
    private int _quiet;

    /// <summary>From the end of a sample to the next, if nothing requires an earlier one.</summary>
    internal TimeSpan Interval => _interval;

    /// <summary>The minimum time from the end of a sample to the next.</summary>
    internal TimeSpan MinimumInterval { get; private set; } = TimeSpan.Zero;

    /// <param name="cost">How long the sample took.</param>
    /// <param name="isActive">The run used CPU time or memory since the previous sample.</param>
    /// <param name="isNearLimit">It uses more than half of its memory limit.</param>
    /// <param name="runs">How many runs share the watch.</param>
    internal void Sampled(TimeSpan cost, bool isActive, bool isNearLimit, int runs)
    {
        _quiet = isActive ? 0 : _quiet + 1;
        MinimumInterval = cost * (Share * runs);
        var wanted = _quiet >= QuietSamples ? Min(_interval * 2, MaximumInterval) : isActive && isNearLimit ? NearLimit : Tick;
        _interval = wanted > MinimumInterval ? wanted : MinimumInterval;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
