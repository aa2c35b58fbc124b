namespace UltimateMcp.Code.Output.Searching;

/// <summary>
/// What one search may cost, counted in steps instead of time, so that the same search ends at the same line on a busy
/// machine. A line is always finished: it takes a quarter of the whole at maximum.
/// </summary>
public sealed class SearchBudget(long steps, CancellationToken cancellationToken)
{
    /// <summary>Some tenths of a second.</summary>
    public const long Default = 32_000_000;

    /// <summary>Well below a millisecond.</summary>
    private const int StepsBetweenChecks = 1 << 16;

    private long _left = steps;
    private int _sinceCheck;

    public bool IsSpent => _left <= 0;

    public void Spend(int count)
    {
        _left -= count;
        _sinceCheck += count;
        if (_sinceCheck >= StepsBetweenChecks)
        {
            _sinceCheck = 0;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
