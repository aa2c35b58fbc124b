using System.Collections.Immutable;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Records;

namespace UltimateMcp.Code.Testing;

/// <summary>
/// As much of a test run as a reply of 64 KB holds: whole tests, those that did not pass first. The record has everything.
/// </summary>
public static class TestExcerpt
{
    public const int MaximumTests = 500;

    private const long Budget = 58 * 1024;
    private const int TestOverhead = 110;
    private const int CoverageBudget = 8 * 1024;
    private const int RangeSize = 12;

    public static TestResult Of(TestResult result)
    {
        var coverage = Fitting(result.Coverage);
        var left = Budget - JsonTextSize.Of(result.Stdout.Joined) - JsonTextSize.Of(result.Stderr.Joined)
            - JsonTextSize.Of(result.Hint ?? "") - (coverage?.Files.Sum(SizeOf) ?? 0);
        var count = 0;
        while (count < Math.Min(result.Tests.Length, MaximumTests) && (left -= SizeOf(result.Tests[count])) >= 0)
        {
            count++;
        }

        var truncated = new TestTruncation(result.Stdout.OmittedBytes, result.Stderr.OmittedBytes, result.Tests.Length - count);
        return result with
        {
            Tests = result.Tests[..count],
            Coverage = coverage,
            Truncated = truncated == new TestTruncation(0, 0, 0) ? null : truncated,
        };
    }

    /// <summary>Files with fewer covered lines first; what does not fit is left out, since the percentage is of all.</summary>
    private static TestCoverage? Fitting(TestCoverage? coverage)
    {
        if (coverage is null)
        {
            return null;
        }

        var left = CoverageBudget;
        ImmutableArray<FileCoverage> files =
            [.. coverage.Files.OrderBy(static file => file.Percent).TakeWhile(file => (left -= (int)SizeOf(file)) >= 0)];
        return coverage with { Files = files };
    }

    private static long SizeOf(FileCoverage file) => TestOverhead + JsonTextSize.Of(file.Path) + (RangeSize * file.MissingLines.Length);

    private static long SizeOf(TestCase test) =>
        TestOverhead + JsonTextSize.Of(test.Name) + JsonTextSize.Of(test.Message ?? "") + JsonTextSize.Of(test.File ?? "");
}
