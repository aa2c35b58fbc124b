namespace UltimateMcp.Code.Languages;

/// <summary>How a program ended, with what a language needs to explain it.</summary>
/// <param name="Code">The caller's code.</param>
/// <param name="StandardError">The readable end of stderr.</param>
/// <param name="ExitCode">Null if it did not exit.</param>
/// <param name="Signal">The signal that ended it, or null.</param>
public sealed record ProgramTermination(string Code, string StandardError, int? ExitCode, string? Signal)
{
    public bool IsSuccess => ExitCode == 0;
}
