using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>
/// A regular expression that is searched for in lines, at a cost that is known previous: characters times states, and
/// no memory beyond its states.
/// <para> The syntax is that of .NET's engine that does not backtrack, and what a single character matches is anchor of
/// .NET. The automaton is our own (Thompson's: all states at once, see https://swtch.com/~rsc/regexp/regexp1.html):
/// .NET builds one of derivatives as it reads, of which <c>((a*b?){1,10}){1,10}z</c> needs 1.8 GB for a line of 4 KB,
/// and no time limit ends a step of that.
/// </para>
/// Used by one search at a time.
/// </summary>
public sealed class SearchPattern
{
    public const int MaximumLength = 1000;

    /// <summary>Counted repetitions written out: <c>(ab){1,20}</c> has about 40.</summary>
    public const int MaximumStates = 1000;

    private readonly SearchAutomaton _automaton;

    private SearchPattern(SearchAutomaton automaton) => _automaton = automaton;

    /// <summary>For patterns that are only anchor about single characters, or not at all.</summary>
    internal static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <exception cref="FormatException">It is no regular expression, or none that can be searched for; the message says why.</exception>
    public static SearchPattern Parse(string text)
    {
        if (text.Length > MaximumLength)
        {
            throw new FormatException($"it has {text.Length} characters; at maximum {MaximumLength} are allowed");
        }

        CheckSyntax(text);
        var tree = new PatternParser(text).Parse();
        if (tree.States > MaximumStates)
        {
            throw new FormatException($"with its repetitions written out it has {tree.States:N0} states; at maximum {MaximumStates:N0} are allowed");
        }

        return new SearchPattern(SearchAutomaton.Of(tree));
    }

    /// <summary>Whether it occurs in the line.</summary>
    /// <exception cref="OperationCanceledException">The budget's token was cancelled.</exception>
    public bool OccursIn(ReadOnlySpan<char> line, SearchBudget budget)
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

    /// <summary>The parser of .NET knows what is wrong with a pattern, and where.</summary>
    private static void CheckSyntax(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (RegexParseException wrong)
        {
            throw new FormatException($"{wrong.Error} at character {wrong.Offset}", wrong);
        }
    }
}
