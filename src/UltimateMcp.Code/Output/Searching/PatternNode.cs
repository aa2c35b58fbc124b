using System.Collections.Immutable;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>A node of a pattern's syntax tree.</summary>
/// <param name="States">Upper bound for the states of its automaton.</param>
internal abstract record PatternNode(long States)
{
    /// <summary>Beyond any limit, and small enough that sums do not overflow.</summary>
    private const long TooMany = 1_000_000_000;

    internal sealed record SingleCharacter(CharacterSet Characters) : PatternNode(1);

    internal sealed record Assertion(Anchor Anchor) : PatternNode(1);

    internal sealed record Sequence(ImmutableArray<PatternNode> Parts) : PatternNode(Sum(Parts, each: 0));

    internal sealed record Alternation(ImmutableArray<PatternNode> Alternatives) : PatternNode(Sum(Alternatives, each: 2));

    /// <param name="Maximum">Null: unbounded.</param>
    internal sealed record Quantified(PatternNode Part, long Minimum, long? Maximum)
        : PatternNode(Math.Min(TooMany, Required(Part, Minimum) + Optional(Part, Minimum, Maximum)));

    private static long Required(PatternNode part, long minimum) => Math.Min(TooMany, minimum) * part.States;

    private static long Optional(PatternNode part, long minimum, long? maximum) =>
        maximum is { } most ? Math.Min(TooMany, most - minimum) * (part.States + 1) : part.States + 2;

    private static long Sum(ImmutableArray<PatternNode> parts, int each) => Math.Min(TooMany, parts.Sum(part => part.States + each));
}

/// <summary>Anchors. A line contains no line feed, so $, \z and \Z are the same.</summary>
internal enum Anchor
{
    Start,
    End,
    WordBoundary,
    NonWordBoundary,
}
