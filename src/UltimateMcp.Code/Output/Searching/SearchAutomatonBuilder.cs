using System.Runtime.InteropServices;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>Writes the states of a pattern: each leads to the one behind it, some to another one besides.</summary>
internal sealed class SearchAutomatonBuilder
{
    private readonly List<SearchState> _states = [];

    public static SearchState[] Of(PatternNode tree)
    {
        var states = new SearchAutomatonBuilder();
        states.Add(tree);
        states._states.Add(new SearchState(StateKind.Found));
        return [.. states._states];
    }

    private void Add(PatternNode tree)
    {
        switch (tree)
        {
            case PatternNode.One one:
                _states.Add(new SearchState(StateKind.Character, Characters: one.Characters));
                break;
            case PatternNode.Assertion assertion:
                _states.Add(new SearchState(StateKind.Assertion, Place: assertion.Place));
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in sequence.Parts)
                {
                    Add(part);
                }

                break;
            case PatternNode.Choice choice:
                AddChoice(choice);
                break;
            case PatternNode.Repetition repetition:
                AddRepetition(repetition);
                break;
        }
    }

    private void AddChoice(PatternNode.Choice choice)
    {
        List<int> ends = [];
        foreach (var way in choice.Ways[..^1])
        {
            var either = Reserve();
            Add(way);
            ends.Add(Reserve());
            _states[either] = new SearchState(StateKind.Either, _states.Count);
        }

        Add(choice.Ways[^1]);
        ends.ForEach(end => _states[end] = new SearchState(StateKind.Jump, _states.Count));
    }

    private void AddRepetition(PatternNode.Repetition repetition)
    {
        for (var i = 0; i < repetition.Least; i++)
        {
            Add(repetition.Part);
        }

        if (repetition.Most is not { } most)
        {
            var loop = Reserve();
            Add(repetition.Part);
            _states.Add(new SearchState(StateKind.Jump, loop));
            _states[loop] = new SearchState(StateKind.Either, _states.Count);
            return;
        }

        List<int> optional = [];
        for (var i = repetition.Least; i < most; i++)
        {
            optional.Add(Reserve());
            Add(repetition.Part);
        }

        optional.ForEach(either => _states[either] = new SearchState(StateKind.Either, _states.Count));
    }

    /// <summary>A place for a state whose target is not known yet.</summary>
    private int Reserve()
    {
        _states.Add(default);
        return _states.Count - 1;
    }
}

internal enum StateKind
{
    Found,
    Character,
    Assertion,
    Either,
    Jump,
}

/// <param name="Other">Of <see cref="StateKind.Either"/> and <see cref="StateKind.Jump"/>: the state that it leads to.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SearchState(StateKind Kind, int Other = 0, CharacterSet? Characters = null, Place Place = default);
