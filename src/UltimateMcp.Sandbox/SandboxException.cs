namespace UltimateMcp.Sandbox;

public enum SandboxError
{
    /// <summary>This system offers no isolation; <see cref="SandboxException.Hint"/> is the exact fix. Nothing was run.</summary>
    Unavailable,

    /// <summary>
    /// A resource limit of the server was reached; <see cref="SandboxException.Hint"/> says which one to raise. It may
    /// work when other calls have ended.
    /// </summary>
    Exhausted,

    /// <summary>The sandbox itself failed this time (a spawn failed, or the worker did not become ready).</summary>
    Failed,
}

/// <summary>The only exception type of this module: the sandbox itself failed. What a program does inside is never an exception.</summary>
public sealed class SandboxException(SandboxError error, string message, string? hint = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public SandboxError Error { get; } = error;

    /// <summary>What to change so that it works.</summary>
    public string? Hint { get; } = hint;

    /// <summary>What bubblewrap, or a program that it started, wrote to stderr.</summary>
    internal string? StandardError { get; init; }

    /// <summary>Whether the same call may succeed without any change.</summary>
    public bool IsTransient => Error is SandboxError.Failed or SandboxError.Exhausted;
}
