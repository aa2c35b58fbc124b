using System.Collections.Immutable;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>A part of a pattern.</summary>
/// <param name="States">Of its automaton, an upper bound; known before that is built.</param>
internal abstract record PatternTree(long States)
{
    /// <summary>Enough to be refused, and no sum of these overflows.</summary>
    private const long Many = 1_000_000_000;

    internal sealed record One(CharacterSet Characters) : PatternTree(1);

    internal sealed record Assertion(Place Place) : PatternTree(1);

    internal sealed record Sequence(ImmutableArray<PatternTree> Parts) : PatternTree(Sum(Parts, each: 0));

    internal sealed record Choice(ImmutableArray<PatternTree> Ways) : PatternTree(Sum(Ways, each: 2));

    /// <param name="Most">Null: without end.</param>
    internal sealed record Repetition(PatternTree Part, long Least, long? Most)
        : PatternTree(Math.Min(Many, (Math.Min(Many, Least) * Part.States) + (Most is { } most ? Math.Min(Many, most - Least) * (Part.States + 1) : Part.States + 2)));

    private static long Sum(ImmutableArray<PatternTree> parts, int each) => Math.Min(Many, parts.Sum(part => part.States + each));
}

/// <summary>What an assertion asks of a place between characters. A line holds no line feed, so its end is all ends.</summary>
internal enum Place
{
    Start,
    End,
    WordBoundary,
    NoWordBoundary,
}
