namespace UltimateMcp.Code.Languages;

/// <summary>The error that ended a program.</summary>
/// <param name="Type">The type's name in the language.</param>
/// <param name="Line">Line in the caller's code, from 1.</param>
public sealed record ProgramError(string Type, string Message, int? Line);
