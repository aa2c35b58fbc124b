using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>
/// Parses a pattern whose syntax .NET has accepted. Refused are constructs that an automaton cannot match (lookarounds,
/// backreferences, atomic groups, conditionals) and rare ones (comments, the option x, class subtraction).
/// </summary>
internal sealed class PatternParser(string text)
{
    private readonly Dictionary<(string Text, bool IgnoreCase), CharacterSet> _sets = [];
    private int _next;
    private bool _ignoreCase;

    public PatternNode Parse() => Alternatives();

    private bool IsAtEnd => _next == text.Length;

    private PatternNode Alternatives()
    {
        var alternatives = ImmutableArray.CreateBuilder<PatternNode>();
        do
        {
            alternatives.Add(Sequence());
        }
        while (Skip('|'));
        return alternatives.Count == 1 ? alternatives[0] : new PatternNode.Alternation(alternatives.ToImmutable());
    }

    private PatternNode.Sequence Sequence()
    {
        var parts = ImmutableArray.CreateBuilder<PatternNode>();
        while (!IsAtEnd && text[_next] is not ('|' or ')'))
        {
            if (Atom() is { } atom)
            {
                parts.Add(Quantify(atom));
            }
        }

        return new PatternNode.Sequence(parts.ToImmutable());
    }

    /// <summary>Null for inline options.</summary>
    private PatternNode? Atom()
    {
        switch (text[_next])
        {
            case '(':
                _next++;
                return Group();
            case '[':
                return CharacterClass();
            case '\\':
                return Escape();
            case '.':
                _next++;
                return new PatternNode.SingleCharacter(CharacterSet.Any);
            case '^':
                _next++;
                return new PatternNode.Assertion(Anchor.Start);
            case '$':
                _next++;
                return new PatternNode.Assertion(Anchor.End);
            default:
                var character = text[_next++];
                return new PatternNode.SingleCharacter(_ignoreCase
                    ? SetOf(Regex.Escape(character.ToString()))
                    : new CharacterSet(character));
        }
    }

    private PatternNode? Group()
    {
        var outer = _ignoreCase;
        if (Skip('?') && !ParseGroupStart())
        {
            return null;
        }

        var body = Alternatives();
        Skip(')');
        _ignoreCase = outer;
        return body;
    }

    /// <summary>Parses what follows <c>(?</c>; false for inline options.</summary>
    private bool ParseGroupStart()
    {
        var head = text[_next];
        if (head is '<' or '\'')
        {
            var end = text.IndexOf(head == '<' ? '>' : '\'', _next + 1);
            var name = end < 0 ? "=" : text[(_next + 1)..end];
            if (name.AsSpan().IndexOfAny("=!-") >= 0)
            {
                throw Unsupported("look-behind and balancing groups");
            }

            _next = end + 1;
            return true;
        }

        var isOn = true;
        for (; !IsAtEnd && (char.IsAsciiLetter(text[_next]) || text[_next] is '-' or '+'); _next++)
        {
            switch (text[_next])
            {
                case '-' or '+':
                    isOn = text[_next] == '+';
                    break;
                case 'i' or 'I':
                    _ignoreCase = isOn;
                    break;
                case 'x' or 'X':
                    throw Unsupported("the option x");
            }
        }

        return Skip(':') || (Skip(')') ? false : throw Unsupported("look-around, atomic groups, conditions and comments"));
    }

    private PatternNode.SingleCharacter CharacterClass()
    {
        var start = _next++;
        Skip('^');
        Skip(']');
        while (text[_next] != ']')
        {
            if (text[_next] == '[' && (text[_next - 1] == '-' || text[_next + 1] == ':'))
            {
                throw Unsupported("classes within classes");
            }

            _next += text[_next] == '\\' ? LengthOfEscape() : 1;
        }

        return new PatternNode.SingleCharacter(SetOf(text[start..++_next]));
    }

    private PatternNode Escape()
    {
        var start = _next;
        var kind = text[_next + 1];
        if (AnchorOf(kind) is { } place)
        {
            _next += 2;
            return new PatternNode.Assertion(place);
        }

        if (kind is >= '1' and <= '9' or 'k' or 'G')
        {
            throw Unsupported(kind == 'G' ? "\\G" : "back-references");
        }

        _next += LengthOfEscape();
        return new PatternNode.SingleCharacter(SetOf(text[start.._next]));
    }

    private static Anchor? AnchorOf(char kind) => kind switch
    {
        'A' => Anchor.Start,
        'z' or 'Z' => Anchor.End,
        'b' => Anchor.WordBoundary,
        'B' => Anchor.NonWordBoundary,
        _ => null,
    };

    private int LengthOfEscape() => text[_next + 1] switch
    {
        'x' => 4,
        'u' => 6,
        'c' => 3,
        'p' or 'P' => text.IndexOf('}', _next) + 1 - _next,
        '0' => 2 + OctalDigits(text.AsSpan(_next + 2)),
        _ => 2,
    };

    /// <summary>At most two, after <c>\0</c>.</summary>
    private static int OctalDigits(ReadOnlySpan<char> rest)
    {
        rest = rest[..Math.Min(2, rest.Length)];
        return rest.IndexOfAnyExceptInRange('0', '7') is >= 0 and var count ? count : rest.Length;
    }

    private PatternNode Quantify(PatternNode atom)
    {
        if (IsAtEnd || ParseQuantifier() is not var (minimum, maximum))
        {
            return atom;
        }

        // A lazy quantifier does not change whether there is a match.
        Skip('?');
        return new PatternNode.Quantified(atom, minimum, maximum);
    }

    private (long Minimum, long? Maximum)? ParseQuantifier()
    {
        if (Skip('*'))
        {
            return (0, null);
        }

        if (Skip('+'))
        {
            return (1, null);
        }

        if (Skip('?'))
        {
            return (0, 1);
        }

        // A brace that is not a quantifier is a literal.
        var end = text[_next] == '{' ? text.IndexOf('}', _next) : -1;
        var numbers = end < 0 ? [] : text[(_next + 1)..end].Split(',');
        if (numbers.Length is not (1 or 2)
            || Number(numbers[0]) is not { } minimum
            || (numbers.Length == 2 && numbers[1].Length > 0 && Number(numbers[1]) is null))
        {
            return null;
        }

        _next = end + 1;
        return (minimum, numbers.Length == 1 ? minimum : Number(numbers[1]));
    }

    private static long? Number(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool Skip(char expected)
    {
        var isThere = !IsAtEnd && text[_next] == expected;
        _next += isThere ? 1 : 0;
        return isThere;
    }

    private CharacterSet SetOf(string member)
    {
        if (!_sets.TryGetValue((member, _ignoreCase), out var set))
        {
            set = new CharacterSet(member, _ignoreCase);
            _sets.Add((member, _ignoreCase), set);
        }

        return set;
    }

    private static FormatException Unsupported(string what) => new($"it has what cannot be searched for: {what}");
}
