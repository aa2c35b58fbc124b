namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>A word of a script, and what is known of its value.</summary>
/// <param name="Raw">The source text.</param>
/// <param name="Text">The literal part, without expansions.</param>
/// <param name="IsLiteral">Whether there are no expansions.</param>
/// <param name="First">The expansion that it begins with, if any: a variable's name, or empty for another expansion.</param>
/// <param name="IsOpaque">Whether it contains escapes that are not decoded.</param>
internal sealed record BashWord(string Raw, string Text, bool IsLiteral, string? First, bool IsOpaque, int Line)
{
    public string? Literal => IsLiteral && !IsOpaque ? Text : null;
}
