namespace UltimateMcp.Sandbox;

public enum SandboxError
{
    /// <summary>No isolation on this system; <see cref="SandboxException.Hint"/> is the exact fix. Nothing was run.</summary>
    Unavailable,

    /// <summary>
    /// A limit that the server is started under left no room; <see cref="SandboxException.Hint"/> says which to raise. It may work when
    /// other calls have ended.
    /// </summary>
    Exhausted,

    /// <summary>The sandbox itself could not do its job this time (a spawn failed, the worker did not get ready).</summary>
    Failed,
}

/// <summary>The one exception of this module: the sandbox could not do its job. What a program does inside is never an exception.</summary>
public sealed class SandboxException(SandboxError error, string message, string? hint = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public SandboxError Error { get; } = error;

    /// <summary>What to change so that it works.</summary>
    public string? Hint { get; } = hint;

    /// <summary>What bubblewrap, or what it started, wrote to stderr.</summary>
    internal string? StandardError { get; init; }

    /// <summary>Whether the same call may succeed without any change.</summary>
    public bool IsTransient => Error is SandboxError.Failed or SandboxError.Exhausted;
}
