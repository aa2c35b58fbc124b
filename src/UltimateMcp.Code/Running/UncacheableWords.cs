using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace UltimateMcp.Code.Running;

/// <summary>What a result can depend on besides the text of the code.</summary>
public enum Dependence
{
    Clock,
    Randomness,
    Network,
    Environment,
    Process,

    /// <summary>Names that are made up while the code runs, so that reading the text cannot tell.</summary>
    Hidden,
}

/// <summary>
/// The words of a language that make a run uncacheable. Whole identifiers are compared wherever they stand, in strings and comments too: a result that is
/// needlessly computed again costs little, an answer that is no longer true costs trust.
/// </summary>
public sealed class UncacheableWords
{
    private static readonly SearchValues<char> IdentifierCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private readonly FrozenDictionary<string, Dependence> _words;
    private readonly ImmutableArray<(Dependence Dependence, string Text)> _symbols;

    /// <param name="words">Identifiers.</param>
    /// <param name="symbols">Texts that hold more than identifier characters, found anywhere.</param>
    public UncacheableWords(
        ImmutableArray<(Dependence Dependence, ImmutableArray<string> Words)> words,
        ImmutableArray<(Dependence Dependence, string Text)> symbols)
    {
        _words = words.SelectMany(row => row.Words.Select(word => KeyValuePair.Create(word, row.Dependence))).ToFrozenDictionary(StringComparer.Ordinal);
        _symbols = symbols;
    }

    /// <summary>The first word in <paramref name="text"/> that makes it uncacheable, or null.</summary>
    public (string Word, Dependence Dependence)? FirstIn(string text)
    {
        foreach (var (dependence, symbol) in _symbols)
        {
            if (text.Contains(symbol, StringComparison.Ordinal))
            {
                return (symbol, dependence);
            }
        }

        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = text.AsSpan();
        while (rest.IndexOfAny(IdentifierCharacters) is >= 0 and var start)
        {
            rest = rest[start..];
            var length = rest.IndexOfAnyExcept(IdentifierCharacters) is >= 0 and var end ? end : rest.Length;
            if (lookup.TryGetValue(rest[..length], out var dependence))
            {
                return (rest[..length].ToString(), dependence);
            }

            rest = rest[length..];
        }

        return null;
    }
}
