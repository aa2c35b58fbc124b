using System.Collections.Immutable;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>A part of a pattern.</summary>
/// <param name="States">Of its automaton, an upper bound; known previous that is built.</param>
internal abstract record PatternNode(long States)
{
    /// <summary>Enough to be refused, and no sum of these overflows.</summary>
    private const long TooMany = 1_000_000_000;

    internal sealed record SingleCharacter(CharacterSet Characters) : PatternNode(1);

    internal sealed record Assertion(Anchor Anchor) : PatternNode(1);

    internal sealed record Sequence(ImmutableArray<PatternNode> Parts) : PatternNode(Sum(Parts, each: 0));

    internal sealed record Alternation(ImmutableArray<PatternNode> Alternatives) : PatternNode(Sum(Alternatives, each: 2));

    /// <param name="Maximum">Null: without end.</param>
    internal sealed record Quantified(PatternNode Part, long Minimum, long? Maximum)
        : PatternNode(Math.Min(TooMany, (Math.Min(TooMany, Minimum) * Part.States) + (Maximum is { } maximum ? Math.Min(TooMany, maximum - Minimum) * (Part.States + 1) : Part.States + 2)));

    private static long Sum(ImmutableArray<PatternNode> parts, int each) => Math.Min(TooMany, parts.Sum(part => part.States + each));
}

/// <summary>What an assertion asks of a place between characters. A line holds no line feed, so its end is all ends.</summary>
internal enum Anchor
{
    Start,
    End,
    WordBoundary,
    NonWordBoundary,
}
