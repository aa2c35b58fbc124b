using System.Buffers;
using System.Runtime.InteropServices;

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
    private readonly int[] _visited;
    private readonly Threads _threads;
    private readonly Threads _next;
    private char? _previous;
    private long _column;
    private bool _matchEndedHere;
    private int _generation;

    private SearchAutomaton(SearchState[] states)
    {
        _states = states;

        // Each state leaves two at maximum behind.
        _pending = new int[(2 * states.Length) + 1];
        _visited = new int[states.Length];
        _threads = new Threads(states.Length);
        _next = new Threads(states.Length);
        _first = First();
        _firstCharacters = _first is { Length: > 0 } first && first.All(set => set.Single is not null) ? SearchValues.Create([.. first.Select(set => set.Single!.Value)]) : null;
    }

    public static SearchAutomaton Of(PatternNode tree) => new(SearchAutomatonBuilder.Of(tree));

    /// <summary>Where the oldest match begins that is not complete yet; null where none has begun.</summary>
    public long? EarliestStart => _threads.Count > 0 ? _threads.Starts[0] : null;

    /// <summary>Begins a search in a line.</summary>
    /// <param name="place">Where in the line what is given to <see cref="Find"/> begins.</param>
    /// <param name="previous">The character previous that; null at the start of a line.</param>
    public void Begin(long place, char? previous)
    {
        (_column, _previous, _matchEndedHere) = (place, previous, false);
        _threads.Count = 0;
    }

    /// <summary>
    /// The next match in the line, from where the last one ended: of those that end first the one that begins first. It
    /// reads as far as it must, and the rest of the line is given to the next call.
    /// </summary>
    /// <param name="read">Characters of <paramref name="text"/> that are done with.</param>
    public SearchMatch? Find(ReadOnlySpan<char> text, SearchBudget budget, out int read)
    {
        for (read = 0; read < text.Length; read++)
        {
            if (_threads.Count == 0 && _first is not null)
            {
                var start = NextStart(text[read..]);
                var skipped = start < 0 ? text.Length - read : start;
                budget.Spend(1 + (skipped / 16));
                Skip(text.Slice(read, skipped));
                read += skipped;
                if (start < 0)
                {
                    return null;
                }
            }

            if (FollowEmpty(text[read], budget) is { } match)
            {
                return match;
            }

            budget.Spend(Step(text[read]));
        }

        return null;
    }

    /// <summary>As <see cref="Find"/>, at the end of the line.</summary>
    public SearchMatch? FindAtEnd(SearchBudget budget) => FollowEmpty(null, budget);

    private void Skip(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            _column += text.Length;
            (_previous, _matchEndedHere) = (text[^1], false);
        }
    }

    /// <summary>Follows all that leads on without a character; a match ends here where that is the end of the pattern.</summary>
    /// <param name="next">Null at the end of the line.</param>
    private SearchMatch? FollowEmpty(char? next, SearchBudget budget)
    {
        var steps = 1;
        _generation++;
        _next.Count = 0;
        var begun = _threads.Count;
        for (var i = 0; i <= begun; i++)
        {
            // A match that begins here comes last, so a state is reached by the one that began first.
            var (state, start) = i < begun ? (_threads.States[i], _threads.Starts[i]) : (0, _column);
            if (AddThread(state, start, next, ref steps))
            {
                budget.Spend(steps);
                _threads.Count = 0;
                _matchEndedHere = true;
                return new SearchMatch(start, _column);
            }
        }

        budget.Spend(steps);
        return null;
    }

    /// <summary>From the states previous a character to those behind it.</summary>
    /// <returns>Steps.</returns>
    private int Step(char character)
    {
        _threads.Count = 0;
        for (var i = 0; i < _next.Count; i++)
        {
            if (_states[_next.States[i]].Characters!.Contains(character))
            {
                _threads.Add(_next.States[i] + 1, _next.Starts[i]);
            }
        }

        _column++;
        (_previous, _matchEndedHere) = (character, false);
        return _next.Count;
    }

    /// <summary>Adds a state and all that it leads to without a character; true where that is the end of the pattern.</summary>
    private bool AddThread(int state, long start, char? next, ref int steps)
    {
        var pending = 0;
        _pending[pending++] = state;
        while (pending > 0)
        {
            state = _pending[--pending];
            if (_visited[state] == _generation)
            {
                continue;
            }

            _visited[state] = _generation;
            steps++;
            var entered = _states[state];
            switch (entered.Kind)
            {
                case StateKind.Match when !(_matchEndedHere && start == _column):
                    return true;
                case StateKind.Match:
                    // Behind a match that ended here, nothing is no match of its own.
                    break;
                case StateKind.Character:
                    _next.Add(state, start);
                    break;
                case StateKind.Split:
                    _pending[pending++] = entered.Target;
                    _pending[pending++] = state + 1;
                    break;
                case StateKind.Jump:
                    _pending[pending++] = entered.Target;
                    break;
                default:
                    if (Contains(entered.Anchor, next))
                    {
                        _pending[pending++] = state + 1;
                    }

                    break;
            }
        }

        return false;
    }

    private bool Contains(Anchor anchor, char? next) => anchor switch
    {
        Anchor.Start => _column == 0,
        Anchor.End => next is null,
        _ => (IsWord(_previous) != IsWord(next)) == (anchor == Anchor.WordBoundary),
    };

    private bool IsWord(char? character) => character is { } known && _wordCharacters.Contains(known);

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
                if (set.Contains(rest[i]))
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
                case { Kind: StateKind.Split, Target: var other }:
                    pending.Push(state + 1);
                    pending.Push(other);
                    break;
                case { Kind: StateKind.Jump, Target: var target }:
                    pending.Push(target);
                    break;
                default:
                    return null;
            }
        }

        return [.. first];
    }

    /// <summary>States, each with the place where the match began that has come so far.</summary>
    private sealed class Threads(int maximum)
    {
        public int[] States { get; } = new int[maximum];

        public long[] Starts { get; } = new long[maximum];

        public int Count { get; set; }

        public void Add(int state, long start)
        {
            States[Count] = state;
            Starts[Count++] = start;
        }
    }
}

/// <summary>Where in a line a pattern was found, in UTF-16 units; the end is exclusive.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SearchMatch(long Start, long End);
