using System.Globalization;
using System.Text.RegularExpressions;

namespace UltimateMcp.Tests.Docs;

/// <summary>Each row of the threat model names the tests for its promise, and they exist.</summary>
public class ThreatModelTests
{
    private static readonly Lazy<string> _tests = new(() => string.Concat(
        Page.ReadAll()
            .Where(page => page.Path.StartsWith("tests/", StringComparison.Ordinal) && page.Path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(page => page.Text)));

    private static IEnumerable<IReadOnlyList<string>> Promises => Page.Read("docs/threat-model.md").Section("Promised").Rows;

    [Fact]
    public void Each_promise_names_an_attack_and_the_tests_that_make_it()
    {
        Assert.NotEmpty(Promises);
        Assert.All(Promises, row => Assert.True(Attacks(row[1]).Any() && Names(row[1]).Any(), row[0]));
    }

    [Fact]
    public void Each_class_of_tests_that_a_promise_names_exists()
    {
        var missing = Promises
            .SelectMany(row => Names(row[1]))
            .Where(name => !_tests.Value.Contains($" class {name}(", StringComparison.Ordinal)
                && !_tests.Value.Contains($" class {name}\n", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void Each_attack_that_a_promise_names_is_made_by_a_test()
    {
        var missing = Promises.SelectMany(row => Attacks(row[1]))
            .Where(number => !_tests.Value.Contains($"[Trait(\"Attack\", \"{number}\")]", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    private static IEnumerable<string> Names(string cell) =>
        Regex.Matches(cell, "`(?<name>[A-Z][A-Za-z0-9_]+)`", RegexOptions.NonBacktracking).Select(match => match.Groups["name"].Value);

    /// <summary><c>attacks 1–7, 32</c></summary>
    private static IEnumerable<int> Attacks(string cell)
    {
        var list = Regex.Match(cell, @"attacks? (?<numbers>[\d–, ]+)", RegexOptions.NonBacktracking);
        return from part in list.Groups["numbers"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
               let ends = part.Split('–').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToList()
               from number in Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
               select number;
    }
}
