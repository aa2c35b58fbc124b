using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>
/// The facts about this system that the argument vector depends on. They are detected once, so that building the vector
/// is a pure function.
/// </summary>
internal sealed record HostFacts
{
    /// <summary>The unprivileged user that root switches to first.</summary>
    internal const uint UnprivilegedUser = 65534;

    internal required string Bubblewrap { get; init; }

    /// <summary>Null if the server is not root, so there are no privileges to drop.</summary>
    internal required string? Setpriv { get; init; }

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
    internal uint? PipeOwner => Setpriv is null ? null : UnprivilegedUser;

    /// <summary>
    /// Whether the server is root and can switch to another user. Root in a user namespace with a single user is an
    /// ordinary user.
    /// </summary>
    internal static bool DropsRoot { get; } = Libc.geteuid() == 0 && IsMapped(File.ReadAllText("/proc/self/uid_map"), UnprivilegedUser);

    /// <summary>
    /// Whether the user is mapped in a user namespace. Each line of uid_map has the first id inside, the first id
    /// outside, and the length; see user_namespaces(7).
    /// </summary>
    internal static bool IsMapped(string map, uint user) => map.Split('\n')
        .Select(static line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Where(static range => range.Length == 3)
        .Select(static range => (First: Number(range[0]), Count: Number(range[2])))
        .Any(range => user >= range.First && user - range.First < range.Count);

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
