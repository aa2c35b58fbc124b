using System.Collections.Immutable;

namespace UltimateMcp.Code.Languages.JavaScript.Linting;

/// <summary>The tokens of a text without its comments, and which bracket closes which.</summary>
internal sealed class ScriptTokens
{
    private readonly string _text;
    private readonly ImmutableArray<ScriptToken> _tokens;
    private readonly int[] _closing;

    public ScriptTokens(string text, IEnumerable<ScriptToken> tokens)
    {
        _text = text;
        _tokens = [.. tokens.Where(static token => token.Kind is not (ScriptTokenKind.LineComment or ScriptTokenKind.BlockComment))];
        _closing = FindClosing();
    }

    public int Count => _tokens.Length;

    public ScriptToken this[int index] => _tokens[index];

    /// <summary>Empty where there is no token.</summary>
    public ReadOnlySpan<char> TextAt(int index) =>
        index >= 0 && index < Count ? _text.AsSpan(_tokens[index].Start, _tokens[index].End - _tokens[index].Start) : [];

    public bool Is(int index, string text) => TextAt(index).SequenceEqual(text);

    public bool IsName(int index) => index >= 0 && index < Count && _tokens[index].Kind == ScriptTokenKind.Name;

    /// <summary>The text within the quotes of a string; null if the token is none.</summary>
    public string? StringAt(int index) => index >= 0 && index < Count && _tokens[index].Kind == ScriptTokenKind.String
        ? TextAt(index).Trim("\"'").ToString()
        : null;

    /// <summary>The index of the bracket that closes the one at an index; the number of tokens if none does.</summary>
    public int ClosingOf(int index) => index < Count ? _closing[index] : Count;

    /// <summary>Whether a line ends between a token and the one before.</summary>
    public bool IsFirstInLine(int index) =>
        index > 0 && index < Count
        && _text.AsSpan(_tokens[index - 1].End, _tokens[index].Start - _tokens[index - 1].End).ContainsAny('\n', '\r');

    private int[] FindClosing()
    {
        var closing = new int[Count];
        var open = new Stack<int>();
        for (var i = 0; i < Count; i++)
        {
            closing[i] = Count;
            if (_tokens[i].Kind != ScriptTokenKind.Punctuator)
            {
                continue;
            }

            switch (TextAt(i))
            {
                case "(" or "[" or "{" or "${":
                    open.Push(i);
                    break;
                case ")" or "]" or "}" when open.TryPop(out var start):
                    closing[start] = i;
                    break;
            }
        }

        return closing;
    }
}
