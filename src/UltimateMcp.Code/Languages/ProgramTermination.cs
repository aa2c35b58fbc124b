namespace UltimateMcp.Code.Languages;

/// <summary>What a language judges a program's end by.</summary>
/// <param name="Code">The caller's code.</param>
/// <param name="StandardError">The end of it, readable.</param>
/// <param name="ExitCode">Null of a program that did not exit.</param>
/// <param name="Signal">That ended it; null when none did.</param>
public sealed record ProgramTermination(string Code, string StandardError, int? ExitCode, string? Signal)
{
    public bool IsSuccess => ExitCode == 0;
}
