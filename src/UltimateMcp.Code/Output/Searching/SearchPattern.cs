using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>
/// A regular expression with a bounded cost: time is at most characters × states, and memory is proportional to the
/// states.
/// <para> The syntax is that of RegexOptions.NonBacktracking. The automaton is our own, a Thompson simulation
/// (https://swtch.com/~rsc/regexp/regexp1.html): .NET's builds derivatives lazily, and for <c>((a*b?){1,10}){1,10}z</c>
/// needs 1.8 GB on a line of 4 KB, without checking its timeout.
/// </para>
/// Not thread-safe.
/// </summary>
public sealed class SearchPattern
{
    public const int MaximumLength = 1000;

    /// <summary>After quantifiers are expanded: <c>(ab){1,20}</c> has about 40.</summary>
    public const int MaximumStates = 1000;

    private readonly SearchAutomaton _automaton;

    private SearchPattern(SearchAutomaton automaton) => _automaton = automaton;

    /// <summary>For patterns that match single characters or are only parsed.</summary>
    internal static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <exception cref="FormatException">The pattern is invalid or not supported; the message says why.</exception>
    public static SearchPattern Parse(string text)
    {
        if (text.Length > MaximumLength)
        {
            throw new FormatException($"it has {text.Length} characters; at most {MaximumLength} are allowed");
        }

        CheckSyntax(text);
        var tree = new PatternParser(text).Parse();
        if (tree.States > MaximumStates)
        {
            throw new FormatException(
                $"with its quantifiers expanded it has {tree.States:N0} states; at most {MaximumStates:N0} are allowed");
        }

        return new SearchPattern(SearchAutomaton.Of(tree));
    }

    /// <summary>Whether the line has a match.</summary>
    /// <exception cref="OperationCanceledException">The budget's token was cancelled.</exception>
    public bool IsMatch(ReadOnlySpan<char> line, SearchBudget budget)
    {
        _automaton.Begin(0, previous: null);
        return (_automaton.Find(line, budget, out _) ?? _automaton.FindAtEnd(budget)) is not null;
    }

    /// <inheritdoc cref="SearchAutomaton.Begin"/>
    internal void Begin(long place, char? previous) => _automaton.Begin(place, previous);

    /// <inheritdoc cref="SearchAutomaton.Find"/>
    internal SearchMatch? Find(ReadOnlySpan<char> text, SearchBudget budget, out int read) => _automaton.Find(text, budget, out read);

    /// <inheritdoc cref="SearchAutomaton.FindAtEnd"/>
    internal SearchMatch? FindAtEnd(SearchBudget budget) => _automaton.FindAtEnd(budget);

    /// <inheritdoc cref="SearchAutomaton.EarliestStart"/>
    internal long? EarliestStart => _automaton.EarliestStart;

    /// <summary>.NET's parser reports what is wrong and where.</summary>
    private static void CheckSyntax(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (RegexParseException exception)
        {
            throw new FormatException($"{exception.Error} at character {exception.Offset}", exception);
        }
    }
}
