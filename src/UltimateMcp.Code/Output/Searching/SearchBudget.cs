namespace UltimateMcp.Code.Output.Searching;

/// <summary>
/// The cost limit of a search, in steps instead of time, so that a search ends at the same line on a busy machine.
/// </summary>
public sealed class SearchBudget(long steps, CancellationToken cancellationToken)
{
    /// <summary>A few tenths of a second.</summary>
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
