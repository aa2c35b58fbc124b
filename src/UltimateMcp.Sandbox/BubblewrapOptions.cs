using System.Collections.Immutable;

namespace UltimateMcp.Sandbox;

/// <summary>The paths of the programs that the Linux tier needs, and what the self test tries to reach.</summary>
public sealed record BubblewrapOptions
{
    /// <summary>
    /// A folder of the server that must not be visible in the sandbox. The self test creates a file there and tries to
    /// read it. Created if missing.
    /// </summary>
    public required string CanaryFolder { get; init; }

    /// <summary>
    /// Folders that no program may see by any path: the server's own and the homes of its user. The self test looks for
    /// each of them too.
    /// </summary>
    public ImmutableArray<string> PrivateFolders { get; init; } = [];

    public string Bubblewrap { get; init; } = "/usr/bin/bwrap";

    public string Setpriv { get; init; } = "/usr/bin/setpriv";

    public string Nsenter { get; init; } = "/usr/bin/nsenter";

    /// <summary>Runs in the sandbox, so it must be below <c>/usr</c>.</summary>
    public string Prlimit { get; init; } = "/usr/bin/prlimit";

    /// <summary>Runs the self test's probe in the sandbox, so it must be below <c>/usr</c>.</summary>
    public string Bash { get; init; } = "/usr/bin/bash";
}
