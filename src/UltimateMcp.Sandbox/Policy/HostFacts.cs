using System.Collections.Immutable;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>
/// The facts about this system that the argument vector depends on. They are detected once, so that building the vector
/// is a pure function.
/// </summary>
internal sealed record HostFacts
{
    internal required string Bubblewrap { get; init; }

    /// <summary>Null if the server is not root, so there are no privileges to drop.</summary>
    internal required string? Setpriv { get; init; }

    /// <summary>Used only by root, for <see cref="RootMounts"/>.</summary>
    internal string Unshare { get; init; } = "/usr/bin/unshare";

    /// <inheritdoc cref="Unshare"/>
    internal string Shell { get; init; } = "/usr/bin/sh";

    /// <summary>Null if the server is root, which does not need it.</summary>
    internal required string? Nsenter { get; init; }

    /// <summary>Whether the sysctls of a run's network namespace can be written.</summary>
    internal required bool CanSetSysctls { get; init; }

    /// <summary>Below <c>/usr</c>: it runs in the sandbox.</summary>
    internal required string Prlimit { get; init; }

    /// <summary>Needs bubblewrap 0.8.0 or newer, and a kernel with a limit on user namespaces.</summary>
    internal required bool CanDisableUserNamespaces { get; init; }

    /// <summary>Names in <c>/</c> that are links into <c>/usr</c>.</summary>
    internal required ImmutableArray<string> UsrLinks { get; init; }

    /// <summary>The paths in <c>/etc</c> that are bound:  <see cref="EtcFiles.FindPackageFiles"/>.</summary>
    internal required ImmutableArray<string> PackageConfiguration { get; init; }

    internal required bool HasTimeZones { get; init; }

    internal required ImmutableArray<string> MaskedFiles { get; init; }

    internal required ImmutableArray<string> MaskedFolders { get; init; }

    /// <summary>The owner of the pipes to the program, if that is not the server's user.</summary>
    internal uint? PipeOwner => Setpriv is null ? null : SandboxUser.UnprivilegedId;
}
