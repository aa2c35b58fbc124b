using System.Collections.Immutable;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>A part of a pattern.</summary>
/// <param name="States">Of its automaton, an upper bound; known before that is built.</param>
internal abstract record PatternNode(long States)
{
    /// <summary>Enough to be refused, and no sum of these overflows.</summary>
    private const long Many = 1_000_000_000;

    internal sealed record One(CharacterSet Characters) : PatternNode(1);

    internal sealed record Assertion(Place Place) : PatternNode(1);

    internal sealed record Sequence(ImmutableArray<PatternNode> Parts) : PatternNode(Sum(Parts, each: 0));

    internal sealed record Choice(ImmutableArray<PatternNode> Ways) : PatternNode(Sum(Ways, each: 2));

    /// <param name="Most">Null: without end.</param>
    internal sealed record Repetition(PatternNode Part, long Least, long? Most)
        : PatternNode(Math.Min(Many, (Math.Min(Many, Least) * Part.States) + (Most is { } most ? Math.Min(Many, most - Least) * (Part.States + 1) : Part.States + 2)));

    private static long Sum(ImmutableArray<PatternNode> parts, int each) => Math.Min(Many, parts.Sum(part => part.States + each));
}

/// <summary>What an assertion asks of a place between characters. A line holds no line feed, so its end is all ends.</summary>
internal enum Place
{
    Start,
    End,
    WordBoundary,
    NoWordBoundary,
}
