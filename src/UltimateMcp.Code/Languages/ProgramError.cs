namespace UltimateMcp.Code.Languages;

/// <summary>The error that ended a program.</summary>
/// <param name="Type">As its language names it.</param>
/// <param name="Line">Line of the caller's code, from 1.</param>
public sealed record ProgramError(string Type, string Message, int? Line);
