using System.Runtime.InteropServices;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>Compiles a pattern to states. Each state continues with the next one; some have a second target.</summary>
internal sealed class SearchAutomatonBuilder
{
    private readonly List<SearchState> _states = [];

    public static SearchState[] Of(PatternNode tree)
    {
        var states = new SearchAutomatonBuilder();
        states.Add(tree);
        states._states.Add(new SearchState(StateKind.Match));
        return [.. states._states];
    }

    private void Add(PatternNode tree)
    {
        switch (tree)
        {
            case PatternNode.SingleCharacter one:
                _states.Add(new SearchState(StateKind.Character, Characters: one.Characters));
                break;
            case PatternNode.Assertion assertion:
                _states.Add(new SearchState(StateKind.Assertion, Anchor: assertion.Anchor));
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in sequence.Parts)
                {
                    Add(part);
                }

                break;
            case PatternNode.Alternation choice:
                AddChoice(choice);
                break;
            case PatternNode.Quantified repetition:
                AddRepetition(repetition);
                break;
        }
    }

    private void AddChoice(PatternNode.Alternation choice)
    {
        List<int> ends = [];
        foreach (var alternative in choice.Alternatives[..^1])
        {
            var either = Reserve();
            Add(alternative);
            ends.Add(Reserve());
            _states[either] = new SearchState(StateKind.Split, _states.Count);
        }

        Add(choice.Alternatives[^1]);
        ends.ForEach(end => _states[end] = new SearchState(StateKind.Jump, _states.Count));
    }

    private void AddRepetition(PatternNode.Quantified repetition)
    {
        for (var i = 0; i < repetition.Minimum; i++)
        {
            Add(repetition.Part);
        }

        if (repetition.Maximum is not { } maximum)
        {
            var loop = Reserve();
            Add(repetition.Part);
            _states.Add(new SearchState(StateKind.Jump, loop));
            _states[loop] = new SearchState(StateKind.Split, _states.Count);
            return;
        }

        List<int> optional = [];
        for (var i = repetition.Minimum; i < maximum; i++)
        {
            optional.Add(Reserve());
            Add(repetition.Part);
        }

        optional.ForEach(either => _states[either] = new SearchState(StateKind.Split, _states.Count));
    }

    /// <summary>Reserves a state whose target is not known yet.</summary>
    private int Reserve()
    {
        _states.Add(default);
        return _states.Count - 1;
    }
}

internal enum StateKind
{
    Match,
    Character,
    Assertion,
    Split,
    Jump,
}

/// <param name="Target">The target of <see cref="StateKind.Split"/> and <see cref="StateKind.Jump"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SearchState(StateKind Kind, int Target = 0, CharacterSet? Characters = null, Anchor Anchor = default);
