using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages;

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
/// needlessly computed again costs little, an answer that is no longer true costs trust. All that a request brings is read, because a program may run its
/// input as well as its text.
/// </summary>
public sealed class UncacheableWords
{
    /// <summary>For patterns. They are written to read a text once, so this is for what their author did not foresee.</summary>
    internal const int MatchTimeoutMilliseconds = 1000;

    /// <summary>Characters that are read for one request. Where there are more, they may hold anything, and the run is simply made.</summary>
    internal const int MostRead = 512 * 1024;

    private const int Slice = 64 * 1024;
    private const int Margin = 1024;

    private static readonly SearchValues<char> IdentifierCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private readonly FrozenDictionary<string, Dependence> _words;
    private readonly ImmutableArray<(Dependence Dependence, string Text)> _symbols;
    private readonly ImmutableArray<(Dependence Dependence, Regex Pattern)> _patterns;

    /// <param name="words">Identifiers.</param>
    /// <param name="symbols">Texts that hold more than identifier characters, found anywhere.</param>
    /// <param name="patterns">What only counts beside something else.</param>
    public UncacheableWords(
        ImmutableArray<(Dependence Dependence, ImmutableArray<string> Words)> words,
        ImmutableArray<(Dependence Dependence, string Text)> symbols,
        ImmutableArray<(Dependence Dependence, Regex Pattern)> patterns)
    {
        _words = words.SelectMany(row => row.Words.Select(word => KeyValuePair.Create(word, row.Dependence))).ToFrozenDictionary(StringComparer.Ordinal);
        _symbols = symbols;
        _patterns = patterns;
    }

    /// <summary>The first word in code, stdin, arguments or files that makes the run uncacheable, or null.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two texts, or two patterns.</exception>
    public (string Word, Dependence Dependence)? FirstIn(string code, IEnumerable<string> inputs, CancellationToken cancellationToken)
    {
        var read = 0L;
        foreach (var text in inputs.Prepend(WithoutInterpreterLine(code)))
        {
            read += text.Length;
            if ((read > MostRead ? ("…", Dependence.Hidden) : FirstIn(text, cancellationToken)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The first word in <paramref name="text"/> that makes it uncacheable, or null.</summary>
    public (string Word, Dependence Dependence)? FirstIn(string text, CancellationToken cancellationToken) =>
        FirstSymbol(text) ?? FirstWord(text) ?? FirstPattern(text, cancellationToken);

    /// <summary><c>#!/usr/bin/env bash</c> is no code: the program is handed to the interpreter that the request names.</summary>
    private static string WithoutInterpreterLine(string code)
    {
        if (!code.StartsWith("#!", StringComparison.Ordinal))
        {
            return code;
        }

        return code.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? code[end..] : "";
    }

    private (string, Dependence)? FirstSymbol(string text)
    {
        foreach (var (dependence, symbol) in _symbols)
        {
            if (text.Contains(symbol, StringComparison.Ordinal))
            {
                return (symbol, dependence);
            }
        }

        return null;
    }

    private (string, Dependence)? FirstWord(string text)
    {
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

    /// <summary>In slices, so that a long text can be left between them; what stands around a slice is there to be looked at.</summary>
    private (string, Dependence)? FirstPattern(string text, CancellationToken cancellationToken)
    {
        for (var start = 0; start < text.Length; start += Slice)
        {
            var slice = start..Math.Min(start + Slice, text.Length);
            foreach (var (dependence, pattern) in _patterns)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (FirstMatch(pattern, text, slice) is { } found)
                {
                    return (found.Text, found.IsKnown ? dependence : Dependence.Hidden);
                }
            }
        }

        return null;
    }

    private static Match? FirstMatch(Regex pattern, string text, Range slice)
    {
        var (begin, end) = (Math.Max(0, slice.Start.Value - Margin), Math.Min(text.Length, slice.End.Value + Margin));
        var looked = text.AsSpan(begin, end - begin);
        try
        {
            foreach (var match in pattern.EnumerateMatches(looked))
            {
                // Another slice has the right context of what begins outside.
                if (begin + match.Index >= slice.Start.Value && begin + match.Index < slice.End.Value)
                {
                    return new Match(looked.Slice(match.Index, match.Length).Trim().ToString(), IsKnown: true);
                }
            }

            return null;
        }
        catch (RegexMatchTimeoutException)
        {
            // What could not be read to its end may hold anything.
            return new Match(pattern.ToString(), IsKnown: false);
        }
    }

    private sealed record Match(string Text, bool IsKnown);
}
