using System.Buffers;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>The states of a pattern, and where a search stands among them: in a set of states that moves on with each character.</summary>
internal sealed class SearchAutomaton
{
    // As \b of .NET: with the two joiners.
    private readonly CharacterSet _wordCharacters = new(@"[\w\u200c\u200d]", ignoreCase: false);
    private readonly SearchState[] _states;
    private readonly CharacterSet[]? _first;
    private readonly SearchValues<char>? _firstCharacters;
    private readonly int[] _pending;
    private readonly int[] _seen;
    private int[] _current;
    private int[] _following;
    private int _currentCount;
    private int _followingCount;
    private int _round;

    private SearchAutomaton(SearchState[] states)
    {
        _states = states;

        // Each state leaves two at most behind.
        _pending = new int[(2 * states.Length) + 1];
        _seen = new int[states.Length];
        _current = new int[states.Length];
        _following = new int[states.Length];
        _first = First();
        _firstCharacters = _first is { Length: > 0 } first && first.All(set => set.Only is not null) ? SearchValues.Create([.. first.Select(set => set.Only!.Value)]) : null;
    }

    public static SearchAutomaton Of(PatternTree tree) => new(SearchStates.Of(tree));

    public bool OccursIn(ReadOnlySpan<char> line, SearchBudget budget)
    {
        (_currentCount, _followingCount) = (0, 0);
        _round++;
        for (var place = 0; ; place++)
        {
            if (_currentCount == 0 && _first is not null)
            {
                var skipped = NextStart(line[place..]);
                budget.Spend(1 + (skipped < 0 ? line.Length - place : skipped) / 16);
                if (skipped < 0)
                {
                    return false;
                }

                // What was seen was seen at another place.
                place += skipped;
                _round++;
            }

            var steps = 1;
            if (Enter(0, line, place, _current, ref _currentCount, ref steps))
            {
                return true;
            }

            var isFound = place < line.Length && MoveOn(line, place, ref steps);
            budget.Spend(steps);
            if (isFound || place >= line.Length)
            {
                return isFound;
            }
        }
    }

    /// <summary>From the states before the character at <paramref name="place"/> to those behind it; true where the pattern is complete.</summary>
    private bool MoveOn(ReadOnlySpan<char> line, int place, ref int steps)
    {
        _round++;
        _followingCount = 0;
        for (var i = 0; i < _currentCount; i++)
        {
            var state = _current[i];
            steps++;
            if (_states[state].Characters!.Holds(line[place]) && Enter(state + 1, line, place + 1, _following, ref _followingCount, ref steps))
            {
                return true;
            }
        }

        (_current, _following, _currentCount) = (_following, _current, _followingCount);
        return false;
    }

    /// <summary>Adds a state and all that it leads to without a character; true where that is the end of the pattern.</summary>
    private bool Enter(int state, ReadOnlySpan<char> line, int place, int[] set, ref int count, ref int steps)
    {
        var pending = 0;
        _pending[pending++] = state;
        while (pending > 0)
        {
            state = _pending[--pending];
            if (_seen[state] == _round)
            {
                continue;
            }

            _seen[state] = _round;
            steps++;
            var entered = _states[state];
            switch (entered.Kind)
            {
                case StateKind.Found:
                    return true;
                case StateKind.Character:
                    set[count++] = state;
                    break;
                case StateKind.Either:
                    _pending[pending++] = entered.Other;
                    _pending[pending++] = state + 1;
                    break;
                case StateKind.Jump:
                    _pending[pending++] = entered.Other;
                    break;
                default:
                    if (Holds(entered.Place, line, place))
                    {
                        _pending[pending++] = state + 1;
                    }

                    break;
            }
        }

        return false;
    }

    private bool Holds(Place asked, ReadOnlySpan<char> line, int place) => asked switch
    {
        Place.Start => place == 0,
        Place.End => place == line.Length,
        _ => (IsWord(line, place - 1) != IsWord(line, place)) == (asked == Place.WordBoundary),
    };

    private bool IsWord(ReadOnlySpan<char> line, int index) => index >= 0 && index < line.Length && _wordCharacters.Holds(line[index]);

    private int NextStart(ReadOnlySpan<char> rest)
    {
        if (_firstCharacters is not null)
        {
            return rest.IndexOfAny(_firstCharacters);
        }

        for (var i = 0; i < rest.Length; i++)
        {
            foreach (var set in _first!)
            {
                if (set.Holds(rest[i]))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    /// <summary>What a match begins with; null where that depends on the place, or it may be empty.</summary>
    private CharacterSet[]? First()
    {
        HashSet<int> seen = [];
        HashSet<CharacterSet> first = [];
        Stack<int> pending = new([0]);
        while (pending.TryPop(out var state))
        {
            if (!seen.Add(state))
            {
                continue;
            }

            switch (_states[state])
            {
                case { Kind: StateKind.Character, Characters: { } characters }:
                    first.Add(characters);
                    break;
                case { Kind: StateKind.Either, Other: var other }:
                    pending.Push(state + 1);
                    pending.Push(other);
                    break;
                case { Kind: StateKind.Jump, Other: var target }:
                    pending.Push(target);
                    break;
                default:
                    return null;
            }
        }

        return [.. first];
    }
}
