using UltimateMcp.Benchmarks.Measuring;

namespace UltimateMcp.Benchmarks.Questions;

/// <summary>One thing that we want to know, against one baseline.</summary>
internal interface IQuestion
{
    /// <summary>Also the name of its file in <c>results/</c>.</summary>
    string Name { get; }

    Task<Report> MeasureAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken);
}
