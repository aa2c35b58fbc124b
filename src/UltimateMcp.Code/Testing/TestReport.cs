using System.Collections.Immutable;
using UltimateMcp.Code.Records;

namespace UltimateMcp.Code.Testing;

/// <summary>What the events of one session say, with the tests in the order in which they began.</summary>
internal sealed class TestReport
{
    /// <summary>Where the collection failed, as a test.</summary>
    private const string Collection = "(collection)";

    private readonly Dictionary<int, TestCase> _tests = [];
    private readonly List<int> _order = [];
    private readonly HashSet<int> _ended = [];
    private readonly List<TestCase> _faults = [];
    private readonly List<FileCoverage> _coverage = [];
    private readonly Func<string?, string?> _nameOfFile;

    private TestReport(Func<string?, string?> nameOfFile) => _nameOfFile = nameOfFile;

    public string? Framework { get; private set; }

    /// <summary>The name of what is not installed.</summary>
    public string? Unavailable { get; private set; }

    public bool IsFinished { get; private set; }

    public ImmutableArray<FileCoverage> Coverage => [.. _coverage];

    /// <param name="nameOfFile">The name under which a file is shown.</param>
    public static TestReport Of(IEnumerable<TestEvent> events, Func<string?, string?> nameOfFile)
    {
        var report = new TestReport(nameOfFile);
        foreach (var one in events)
        {
            report.Add(one);
        }

        return report;
    }

    /// <summary>Those that ended as they did; one that began and did not end is an error.</summary>
    public ImmutableArray<TestCase> Tests =>
    [
        .. _faults,
        .. _order.Select(id => _ended.Contains(id)
            ? _tests[id]
            : _tests[id] with { Outcome = TestOutcomes.Error, Message = "The process ended while this test ran." }),
    ];

    private void Add(TestEvent one)
    {
        switch (one.Kind)
        {
            case "framework":
                Framework ??= one.Name;
                break;
            case "unavailable":
                Unavailable ??= one.Message;
                break;
            case "collect_error":
                _faults.Add(new TestCase(Collection, TestOutcomes.Error, 0, one.Message, _nameOfFile(one.File), one.Line));
                break;
            case "start" when one.Name is { } name
                && _tests.TryAdd(one.Id, new TestCase(name, "", 0, null, _nameOfFile(one.File), one.Line)):
                _order.Add(one.Id);
                break;
            case "end" when TestOutcomes.OfTests.Contains(one.Outcome ?? "") && _tests.ContainsKey(one.Id) && _ended.Add(one.Id):
                var test = _tests[one.Id];
                _tests[one.Id] = test with
                {
                    Outcome = one.Outcome!,
                    DurationMs = one.Ms,
                    Message = string.IsNullOrEmpty(one.Message) ? null : one.Message,
                    File = one.Line is null ? test.File : _nameOfFile(one.File) ?? test.File,
                    Line = one.Line ?? test.Line,
                };
                break;
            case "drop" when _tests.Remove(one.Id):
                _order.Remove(one.Id);
                break;
            case "reset":
                _tests.Clear();
                _order.Clear();
                _ended.Clear();
                _faults.Clear();
                break;
            case "coverage" when one is { Path: { } path, Lines: >= 0, Covered: >= 0 } && one.Covered <= one.Lines:
                _coverage.Add(new FileCoverage(
                    path, TestCoverage.PercentOf(one.Covered, one.Lines), one.Missing.IsDefault ? [] : one.Missing)
                {
                    Lines = one.Lines, Covered = one.Covered,
                });
                break;
            case TestEvent.Finished:
                IsFinished = true;
                break;
        }
    }
}
