using System.Collections.Immutable;
using UltimateMcp.Sandbox.Native;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>What of this system decides the argument vector; found once, so that the vector itself is a pure function.</summary>
internal sealed record HostFacts
{
    /// <summary>The unprivileged user that root becomes before anything else.</summary>
    internal const uint UnprivilegedUser = 65534;

    internal required string Bubblewrap { get; init; }

    /// <summary>Null when the server is not root and has nothing to give up.</summary>
    internal required string? SetPrivileges { get; init; }

    /// <summary>Below <c>/usr</c>: it runs inside.</summary>
    internal required string LimitProgram { get; init; }

    /// <summary>bubblewrap 0.8.0 and newer, and a kernel that shows the limit on user namespaces.</summary>
    internal required bool CanDisableUserNamespaces { get; init; }

    /// <summary>Names in <c>/</c> that are links into <c>/usr</c>.</summary>
    internal required ImmutableArray<string> UsrLinks { get; init; }

    internal required ImmutableArray<string> MaskedFiles { get; init; }

    internal required ImmutableArray<string> MaskedFolders { get; init; }

    /// <summary>The owner of the pipes to the program, where that is not the server's own user.</summary>
    internal uint? PipeOwner => SetPrivileges is null ? null : UnprivilegedUser;

    internal static bool IsRoot => Libc.EffectiveUser() == 0;
}
