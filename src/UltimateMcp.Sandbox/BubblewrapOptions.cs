using System.Collections.Immutable;

namespace UltimateMcp.Sandbox;

/// <summary>Where the programs of the Linux tier are, and what the self test tries to reach.</summary>
public sealed record BubblewrapOptions
{
    /// <summary>
    /// A folder of the server that must not be visible inside: the self test puts a file there and tries to read it. Created when missing.
    /// </summary>
    public required string CanaryFolder { get; init; }

    /// <summary>
    /// Folders that no program may see by any name: the server's own and its user's homes. The self test looks for each of them too.
    /// </summary>
    public ImmutableArray<string> PrivateFolders { get; init; } = [];

    public string Bubblewrap { get; init; } = "/usr/bin/bwrap";

    public string Setpriv { get; init; } = "/usr/bin/setpriv";

    public string Nsenter { get; init; } = "/usr/bin/nsenter";

    /// <summary>Runs inside, hence below <c>/usr</c>.</summary>
    public string Prlimit { get; init; } = "/usr/bin/prlimit";

    /// <summary>Runs the self test's probe inside, hence below <c>/usr</c>.</summary>
    public string Bash { get; init; } = "/usr/bin/bash";
}
