namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>A word as it stands in the script, and what is known of its value.</summary>
/// <param name="Raw">As it is written.</param>
/// <param name="Text">What is literal of it; expansions left out.</param>
/// <param name="IsLiteral">Whether that is all of it.</param>
/// <param name="First">What it begins with, where that is an expansion: the name of a variable, or empty for any other.</param>
/// <param name="IsOpaque">Whether it holds escapes that are not read.</param>
internal sealed record BashWord(string Raw, string Text, bool IsLiteral, string? First, bool IsOpaque, int Line)
{
    public string? Literal => IsLiteral && !IsOpaque ? Text : null;
}
