using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>
/// Root's home is usually closed to others, and bubblewrap runs as an unprivileged user: it cannot reach an environment
/// in there by its path. So root first mounts what is needed (<see cref="ReadOnlyBind.RootMount"/>) at another place,
/// in a mount namespace of this start, where nobody else sees it. bubblewrap binds it from there.
/// </summary>
internal static class RootMounts
{
    /// <summary>Nothing is ever bound from <c>/sys</c>, and bubblewrap does not use it.</summary>
    private const string Place = "/sys";

    /// <summary>The arguments: the number of paths, the paths, and the command.</summary>
    private const string Script =
        $$"""
        set -e
        PATH=/usr/sbin:/usr/bin:/sbin:/bin
        mount -t tmpfs -o mode=0711,size=64k tmpfs {{Place}}
        count=$1 number=0
        shift
        while [ "$number" -lt "$count" ]; do
          if [ -d "$1" ]; then mkdir -m 0711 {{Place}}/$number; else : > {{Place}}/$number; fi
          mount --bind -- "$1" {{Place}}/$number
          number=$((number + 1))
          shift
        done
        exec "$@"
        """;

    internal static ImmutableArray<string> Of(IEnumerable<ReadOnlyBind> binds) =>
        [.. binds.Select(static bind => bind.RootMount).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The arguments before the command; empty if nothing has to be mounted.</summary>
    internal static IEnumerable<string> Command(ImmutableArray<string> mounts, HostFacts host) => mounts.IsEmpty
        ? []
        :
        [
            host.Unshare, "--mount", "--", host.Shell, "-c", Script, "sh", mounts.Length.ToString(CultureInfo.InvariantCulture), .. mounts,
        ];

    /// <summary>The path by which bubblewrap reaches the source of a bind.</summary>
    internal static string SourceOf(ReadOnlyBind bind, ImmutableArray<string> mounts) => bind.RootMount is not { } mount
        ? bind.Source
        : MountTable.Join(
            string.Create(CultureInfo.InvariantCulture, $"{Place}/{mounts.IndexOf(mount)}"), MountTable.Below(bind.Source, mount)!);
}
