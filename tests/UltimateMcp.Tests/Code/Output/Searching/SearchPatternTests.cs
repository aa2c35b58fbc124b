using System.Text.RegularExpressions;
using UltimateMcp.Code.Output.Searching;

namespace UltimateMcp.Tests.Code.Output.Searching;

public class SearchPatternTests
{
    private static readonly string[] Lines =
    [
        "", "a", "b", "ab", "aab", "abab", "main.py: line 12: error", "Über 40 Äpfel", "x{2}y", "]^-\\", "foo_bar baz", "192.168.0.1",
        "\ta b\r", "٣ digits", "ſ K", new string('a', 40), "a\u200db",
    ];

    [Theory]
    [InlineData("")]
    [InlineData("a*")]
    [InlineData("^a+b$")]
    [InlineData("(ab){2}")]
    [InlineData("^(a|b)*?$")]
    [InlineData("^(?:a?b?){2,3}$")]
    [InlineData("(?i)über")]
    [InlineData("(?i:ÄPFEL)|x")]
    [InlineData("((?i)A)B")]
    [InlineData("(?i)k$")]
    [InlineData("x{2}y")]
    [InlineData("x\\{2}y")]
    [InlineData("x{,2}")]
    [InlineData("^[^]]+$")]
    [InlineData("[]^\\-\\\\]{4}")]
    [InlineData("[\\]a]b")]
    [InlineData("[[]|\\bba")]
    [InlineData("[a-f\\d]+\\.\\d{1,3}\\.0")]
    [InlineData("(?<number>\\d+): (?'rest'.*)$")]
    [InlineData("\\Bar\\b")]
    [InlineData("a\\b")]
    [InlineData("\\p{Lu}\\p{Ll}|\\P{L}{3}")]
    [InlineData("^\\d \\w{6}$")]
    [InlineData("\\x61\\u0062|\\075|\\0")]
    [InlineData("^\\t\\S \\cA?b\\s")]
    [InlineData("\\Aa{40}\\z|\\Z^$")]
    [InlineData("a{38,}")]
    [InlineData("^a{41,50}$|^a{0,3}$")]
    [InlineData("|x")]
    [InlineData("()a")]
    [InlineData("(|a)+b$")]
    [InlineData("(?-i)a(?m)$|(?s).{41}|(?n)(b)b")]
    [InlineData("(a*)*b")]
    [InlineData("(\\b|x)*ab")]
    [InlineData("(?:)e$|($)")]
    public void Matches_are_those_of_the_engine_of_dotnet(string pattern)
    {
        var searched = SearchPattern.Parse(pattern);

        var found = Lines.Where(line => searched.IsMatch(line, Budget()));

        Assert.Equal(
            Lines.Where(line => Regex.IsMatch(
                line, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Timeout.InfiniteTimeSpan)),
            found);
    }

    [Fact]
    public void Random_patterns_match_where_the_engine_of_dotnet_matches()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var pattern = RandomPattern(random, 3);
            var searched = SearchPattern.Parse(pattern);
            for (var i = 0; i < 10; i++)
            {
                var line = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => "abcB .1"[random.Next(7)]));
                var expected = Regex.IsMatch(line, pattern, RegexOptions.NonBacktracking, Timeout.InfiniteTimeSpan);
                Assert.True(expected == searched.IsMatch(line, Budget()), $"{pattern} in \"{line}\"");
            }
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("a**")]
    [InlineData("[b-a]")]
    [InlineData("(?=a)")]
    [InlineData("(?<!a)b")]
    [InlineData("(?>a)")]
    [InlineData("(?(a)b|c)")]
    [InlineData("(a)\\1")]
    [InlineData("(?<n>a)\\k<n>")]
    [InlineData("(?<a>x)(?<b-a>y)")]
    [InlineData("\\Ga")]
    [InlineData("(?x)a b")]
    [InlineData("(?ix: a)")]
    [InlineData("a(?#comment){900}")]
    [InlineData("[a-z-[aeiou]]")]
    [InlineData("[[:alpha:]]")]
    [InlineData("a{1001}")]
    [InlineData("(a{1,20}){1,60}")]
    [InlineData("((a{1,20}){1,20}){1,20}z")]
    [InlineData("((((a{2147483647}){2147483647}){2147483647}){2147483647}){2147483647}")]
    [InlineData("(a{0,999}){5}")]
    public void A_pattern_without_a_cost_bound_is_refused(string pattern) =>
        Assert.Throws<FormatException>(() => SearchPattern.Parse(pattern));

    [Fact]
    public void The_longest_and_the_largest_pattern_are_accepted_and_a_larger_one_is_not()
    {
        Assert.NotNull(SearchPattern.Parse(new string('a', SearchPattern.MaximumLength)));
        Assert.NotNull(SearchPattern.Parse($"a{{{SearchPattern.MaximumStates}}}"));
        Assert.Throws<FormatException>(() => SearchPattern.Parse(new string('a', SearchPattern.MaximumLength + 1)));
        Assert.Throws<FormatException>(() => SearchPattern.Parse($"a{{{SearchPattern.MaximumStates + 1}}}"));
    }

    /// <summary>
    /// The engine of .NET that does not backtrack needs up to 85 seconds and 1.8 GB for one line of these; the one that does never ends.
    /// </summary>
    [Theory]
    [InlineData("((a*b?){1,10}){1,10}z", "ab")]
    [InlineData("((a{1,5}){1,5}){1,5}z", "a")]
    [InlineData("(a+)+$", "a!")]
    [InlineData("(.*a){1,190}z", "ab")]
    [InlineData("(a[ab]{1,30}b){1,10}z", "ab")]
    [InlineData("(.*a.*b.*x|.*y.*b.*a){1,30}q", "abxy01 ")]
    [InlineData("(a?){300}a{300}z", "a")]
    [InlineData("(?i)(\\p{L}\\p{N}?|\\P{Lu}|\\b){1,80}\\p{Cn}", "aéÿ1 ٣ж")]
    public void A_line_costs_no_more_than_its_characters_times_the_states(string pattern, string letters)
    {
        var random = new Random(3);
        var line = string.Concat(Enumerable.Range(0, 4096).Select(_ => letters[random.Next(letters.Length)])) + "~";
        var budget = new SearchBudget(4096L * 4 * SearchPattern.MaximumStates, TestContext.Current.CancellationToken);

        Assert.False(SearchPattern.Parse(pattern).IsMatch(line, budget));
        Assert.False(budget.IsSpent);
    }

    [Fact]
    public void A_search_that_is_cancelled_ends_within_a_line()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var pattern = SearchPattern.Parse("(.*a){1,190}z");

        Assert.Throws<OperationCanceledException>(
            () => pattern.IsMatch(new string('a', 4096), new SearchBudget(SearchBudget.Default, cancelled.Token)));
    }

    private static SearchBudget Budget() => new(SearchBudget.Default, TestContext.Current.CancellationToken);

    private static string RandomPattern(Random random, int depth) => (depth == 0 ? random.Next(7) : random.Next(12)) switch
    {
        0 => "a",
        1 => "[bB1]",
        2 => ".",
        3 => "\\w",
        4 => "^",
        5 => "\\b",
        6 => "(?i:b)",
        7 => $"(?:{RandomPattern(random, depth - 1)}|{RandomPattern(random, depth - 1)})",
        8 => $"(?:{RandomPattern(random, depth - 1)}){{{random.Next(3)},{random.Next(3, 5)}}}",
        9 => $"(?:{RandomPattern(random, depth - 1)})*",
        10 => $"{RandomPattern(random, depth - 1)}$",
        _ => RandomPattern(random, depth - 1) + RandomPattern(random, depth - 1),
    };
}
