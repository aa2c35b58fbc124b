using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace UltimateMcp.Code.Languages.Python.Determinism;

internal enum PythonTokenKind
{
    Name,
    Number,

    /// <summary>A string whose text is known, or not where it has escapes.</summary>
    Text,

    /// <summary>An f-string; its parts are the tokens of each expression in it.</summary>
    Formatted,
    Operator,
    NewLine,
    Indent,
    Dedent,
    End,
}

/// <param name="Text">Of a string its value, or null where that is not known.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PythonToken(PythonTokenKind Kind, string? Text, int Line,
    ImmutableArray<ImmutableArray<PythonToken>> Parts = default)
{
    public bool Is(string text) => Kind is PythonTokenKind.Operator or PythonTokenKind.Name && Text == text;
}
