using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace UltimateMcp.Code.Languages.Python.Determinism;

internal enum PythonTokenKind
{
    Name,
    Number,

    /// <summary>A string. Its text is null if it contains escapes.</summary>
    Text,

    /// <summary>An f-string; its parts are the tokens of its replacement fields.</summary>
    Formatted,
    Operator,
    NewLine,
    Indent,
    Dedent,
    End,
}

/// <param name="Text">For a string its value, or null if unknown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PythonToken(PythonTokenKind Kind, string? Text, int Line,
    ImmutableArray<ImmutableArray<PythonToken>> Parts = default)
{
    public bool Is(string text) => Kind is PythonTokenKind.Operator or PythonTokenKind.Name && Text == text;
}
