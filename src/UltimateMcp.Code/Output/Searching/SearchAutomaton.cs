using System.Buffers;
using System.Runtime.InteropServices;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>
/// A nondeterministic automaton and a search with it: a set of threads that step with each character (Pike's virtual
/// machine).
/// </summary>
internal sealed class SearchAutomaton
{
    // Skipping this many characters with IndexOfAny costs about as much as one step.
    private const int SkippedPerStep = 16;

    // As for \b in .NET, which counts the zero-width joiners.
    private readonly CharacterSet _wordCharacters = new(@"[\w\u200c\u200d]", ignoreCase: false);
    private readonly SearchState[] _states;
    private readonly CharacterSet[]? _first;
    private readonly SearchValues<char>? _firstCharacters;
    private readonly int[] _pending;
    private readonly int[] _visited;
    private readonly Threads _threads;
    private readonly Threads _closure;
    private char? _previous;
    private long _column;
    private bool _matchEndedHere;
    private int _generation;

    private SearchAutomaton(SearchState[] states)
    {
        _states = states;

        // Each state pushes at most two.
        _pending = new int[(2 * states.Length) + 1];
        _visited = new int[states.Length];
        _threads = new Threads(states.Length);
        _closure = new Threads(states.Length);
        _first = First();
        _firstCharacters = _first is { Length: > 0 } first && first.All(set => set.Single is not null)
            ? SearchValues.Create([.. first.Select(set => set.Single!.Value)])
            : null;
    }

    public static SearchAutomaton Of(PatternNode tree) => new(SearchAutomatonBuilder.Of(tree));

    /// <summary>Start of the earliest incomplete match; null if there is none.</summary>
    public long? EarliestStart => _threads.Count > 0 ? _threads.Starts[0] : null;

    /// <summary>Begins a search in a line.</summary>
    /// <param name="column">Column in the line at which the text given to <see cref="Find"/> begins.</param>
    /// <param name="previous">The character before it; null at the start of a line.</param>
    public void Begin(long column, char? previous)
    {
        (_column, _previous, _matchEndedHere) = (column, previous, false);
        _threads.Count = 0;
    }

    /// <summary>
    /// The next match in the line after the last one: the one that ends first, and among those the one that begins
    /// first. Reads only as far as needed; the caller passes the rest again.
    /// </summary>
    /// <param name="read">Number of characters consumed from <paramref name="text"/>.</param>
    public SearchMatch? Find(ReadOnlySpan<char> text, SearchBudget budget, out int read)
    {
        for (read = 0; read < text.Length; read++)
        {
            if (_threads.Count == 0 && _first is not null)
            {
                var start = NextStart(text[read..]);
                var skipped = start < 0 ? text.Length - read : start;
                budget.Spend(1 + (skipped / SkippedPerStep));
                Skip(text.Slice(read, skipped));
                read += skipped;
                if (start < 0)
                {
                    return null;
                }
            }

            if (EpsilonClosure(text[read], budget) is { } match)
            {
                return match;
            }

            budget.Spend(Step(text[read]));
        }

        return null;
    }

    /// <summary>As <see cref="Find"/>, at the end of the line.</summary>
    public SearchMatch? FindAtEnd(SearchBudget budget) => EpsilonClosure(null, budget);

    private void Skip(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            _column += text.Length;
            (_previous, _matchEndedHere) = (text[^1], false);
        }
    }

    /// <summary>
    /// The epsilon closure: follows all transitions that consume no character. Returns the match that ends here, if
    /// any.
    /// </summary>
    /// <param name="following">The following character; null at the end of the line.</param>
    private SearchMatch? EpsilonClosure(char? following, SearchBudget budget)
    {
        var steps = 1;
        _generation++;
        _closure.Count = 0;
        var begun = _threads.Count;
        for (var i = 0; i <= begun; i++)
        {
            // The thread that begins here comes last: a state belongs to the thread that began first.
            var (state, start) = i < begun ? (_threads.States[i], _threads.Starts[i]) : (0, _column);
            if (AddThread(state, start, following, ref steps))
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

    /// <summary>Steps all threads over a character.</summary>
    /// <returns>The cost in steps.</returns>
    private int Step(char character)
    {
        _threads.Count = 0;
        for (var i = 0; i < _closure.Count; i++)
        {
            if (_states[_closure.States[i]].Characters!.Contains(character))
            {
                _threads.Add(_closure.States[i] + 1, _closure.Starts[i]);
            }
        }

        _column++;
        (_previous, _matchEndedHere) = (character, false);
        return _closure.Count;
    }

    /// <summary>Adds a thread and its epsilon closure; true if it reaches the end of the pattern.</summary>
    private bool AddThread(int state, long start, char? following, ref int steps)
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
                    // An empty match directly after a match does not count.
                    break;
                case StateKind.Character:
                    _closure.Add(state, start);
                    break;
                case StateKind.Split:
                    _pending[pending++] = entered.Target;
                    _pending[pending++] = state + 1;
                    break;
                case StateKind.Jump:
                    _pending[pending++] = entered.Target;
                    break;
                default:
                    if (IsAt(entered.Anchor, following))
                    {
                        _pending[pending++] = state + 1;
                    }

                    break;
            }
        }

        return false;
    }

    private bool IsAt(Anchor anchor, char? following) => anchor switch
    {
        Anchor.Start => _column == 0,
        Anchor.End => following is null,
        _ => (IsWord(_previous) != IsWord(following)) == (anchor == Anchor.WordBoundary),
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

    /// <summary>The characters that a match can begin with; null if it can be empty or begins with an anchor.</summary>
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

    /// <summary>States, each with the start of the match that has reached it.</summary>
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

/// <summary>A match in a line, in UTF-16 units; the end is exclusive.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SearchMatch(long Start, long End);
