using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>What of this system decides the argument vector; found once, so that the vector itself is a pure function.</summary>
internal sealed record HostFacts
{
    /// <summary>The unprivileged user that root becomes before anything else.</summary>
    internal const uint UnprivilegedUser = 65534;

    internal required string Bubblewrap { get; init; }

    /// <summary>Null when the server is not root and has nothing to give up.</summary>
    internal required string? Setpriv { get; init; }

    /// <summary>Null when the server is root and needs no program for it.</summary>
    internal required string? Nsenter { get; init; }

    /// <summary>Whether settings of a run's network namespace can be written.</summary>
    internal required bool CanSetSysctls { get; init; }

    /// <summary>Below <c>/usr</c>: it runs inside.</summary>
    internal required string Prlimit { get; init; }

    /// <summary>bubblewrap 0.8.0 and newer, and a kernel that shows the limit on user namespaces.</summary>
    internal required bool CanDisableUserNamespaces { get; init; }

    /// <summary>Names in <c>/</c> that are links into <c>/usr</c>.</summary>
    internal required ImmutableArray<string> UsrLinks { get; init; }

    /// <summary>What of <c>/etc</c> programs may read: <see cref="EtcFiles.FindPackageFiles"/>.</summary>
    internal required ImmutableArray<string> PackageConfiguration { get; init; }

    internal required bool HasTimeZones { get; init; }

    internal required ImmutableArray<string> MaskedFiles { get; init; }

    internal required ImmutableArray<string> MaskedFolders { get; init; }

    /// <summary>The owner of the pipes to the program, where that is not the server's own user.</summary>
    internal uint? PipeOwner => Setpriv is null ? null : UnprivilegedUser;

    /// <summary>
    /// Whether the server is root and can become someone else. Root of a user namespace of one user is an ordinary user by another name.
    /// </summary>
    internal static bool DropsRoot { get; } = Libc.geteuid() == 0 && IsMapped(File.ReadAllText("/proc/self/uid_map"), UnprivilegedUser);

    /// <summary>
    /// Whether a user namespace has the user; a line of user_namespaces(7)'s map is its first id, that outside, and how many.
    /// </summary>
    internal static bool IsMapped(string map, uint user) => map.Split('\n')
        .Select(static line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Where(static range => range.Length == 3)
        .Any(range => uint.Parse(range[0], CultureInfo.InvariantCulture) is var first && user >= first && user - first < uint.Parse(range[2], CultureInfo.InvariantCulture));
}
