namespace UltimateMcp.Code;

public enum CodeError
{
    /// <summary>The interpreter is missing or cannot be used in the sandbox; the hint says what to install.</summary>
    LanguageUnavailable,

    /// <summary>
    /// The request cannot be run as it is: for example a path outside the scratch folder, or an argument with a NUL.
    /// </summary>
    InvalidRequest,
}

/// <summary>The one exception of this module: the request was refused before any code ran.</summary>
public sealed class CodeException(CodeError error, string message, string hint) : Exception(message)
{
    public CodeError Error { get; } = error;

    /// <summary>What to change.</summary>
    public string Hint { get; } = hint;
}
