namespace UltimateMcp.Benchmarks.Measuring;

/// <summary>
/// What was measured of one contestant. Medians, because one busy moment of the machine says nothing about the
/// contestant.
/// </summary>
internal sealed class Samples
{
    private readonly List<double> _milliseconds = [];

    public double Median => Percentile(0.50);

    public int Count => _milliseconds.Count;

    public void Add(TimeSpan duration) => _milliseconds.Add(duration.TotalMilliseconds);

    public double Percentile(double share)
    {
        var ordered = _milliseconds.Order().ToList();
        return ordered[(int)Math.Ceiling(share * ordered.Count) - 1];
    }
}
