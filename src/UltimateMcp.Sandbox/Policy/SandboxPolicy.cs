using System.Collections.Immutable;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>
/// Everything that determines how a program is confined. The same policy always gives the same argument vector and the
/// same filter.
/// </summary>
public sealed record SandboxPolicy
{
    public required SandboxProgram Program { get; init; }

    public required SandboxLimits Limits { get; init; }

    /// <summary>
    /// The group of the pool in which sandboxes of this policy wait for a run; null: each is started for its run. A group
    /// holds one policy at a time, that of its latest run.
    /// </summary>
    public string? Pool { get; init; }

    /// <summary>Null: the program serves one run. Otherwise it answers one request after another.</summary>
    public ServiceRules? Service { get; init; }

    internal ImmutableArray<byte> Filter => Program.Calls.Filter(mayFork: Limits.Processes > 1);
}

/// <summary>What is started inside: an interpreter with our worker, which speaks the <see cref="WorkerProtocol"/>.</summary>
public sealed record SandboxProgram
{
    /// <summary>Path of the executable: below <c>/usr</c>, among <see cref="Binds"/>, or one of <see cref="Links"/>.</summary>
    public required string Executable { get; init; }

    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>The working directory.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>
    /// Variables beyond PATH, HOME, TMPDIR and LANG, which are always set; nothing of the server's own environment is passed on.
    /// </summary>
    public required ImmutableDictionary<string, string> Environment { get; init; }

    /// <summary>The host paths outside <c>/usr</c> that the program sees, from <see cref="BindResolver"/>.</summary>
    public required ImmutableArray<ReadOnlyBind> Binds { get; init; }

    /// <summary>Links that appear in the sandbox, such as that of an environment to its interpreter.</summary>
    public ImmutableArray<SandboxLink> Links { get; init; } = [];

    /// <summary>Files of ours that appear read-only inside, passed by descriptor.</summary>
    public required ImmutableArray<SandboxFile> Files { get; init; }

    /// <summary>The system calls that it may make.</summary>
    public required SystemCallList Calls { get; init; }
}

/// <summary>
/// How long a service is kept: a program that answers one request after another, in a sandbox that it does not leave. Only those
/// that run none of the caller's code may be: what one request leaves behind, the next one finds.
/// </summary>
/// <param name="MaximumUses">After so many it is ended.</param>
/// <param name="MaximumMemory">With more it is ended after the use.</param>
public sealed record ServiceRules(int MaximumUses, ByteSize MaximumMemory);

/// <summary>A link at an absolute path inside the sandbox.</summary>
public sealed record SandboxLink(string Path, string Target);

/// <summary>A file placed at an absolute path inside the sandbox.</summary>
public sealed record SandboxFile(string Path, ReadOnlyMemory<byte> Content);
