using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;

namespace UltimateMcp.Sandbox.Setup;

/// <summary>
/// The messages of bubblewrap and its helper programs when this system does not allow isolation, and what to change.
/// The table is ordered: the first match counts.
/// </summary>
internal static partial class StartFailure
{
    private const string LacksNamespaceLimit = "cannot open /proc/sys/user/max_user_namespaces";

    private const int ShownCharacters = 1000;

    private static readonly ImmutableArray<(string Text, SandboxError Error, string Hint)> Hints =
    [
        ("No permissions to create", SandboxError.Unavailable,
            "User namespaces are off. Run: sudo sysctl kernel.unprivileged_userns_clone=1 (in Docker: --security-opt seccomp=unconfined)"),
        ("uid map: Permission denied", SandboxError.Unavailable, AppArmorHint),
        ("RTM_NEWADDR: Operation not permitted", SandboxError.Unavailable, AppArmorHint),
        ("nesting depth or /proc/sys/user/max_", SandboxError.Unavailable,
            "The server runs nested in a sandbox, or the limit on user namespaces is 0. "
            + "Start it outside, or run: sudo sysctl user.max_user_namespaces=15000"),
        ("Resource temporarily unavailable", SandboxError.Exhausted, ResourceExhaustion.MoreProcesses),
        ("Too many open files", SandboxError.Exhausted, ResourceExhaustion.MoreFiles),
        ("annot allocate memory", SandboxError.Exhausted, ResourceExhaustion.MoreMemory),
        ("failed to map segment from shared object", SandboxError.Exhausted, ResourceExhaustion.MoreMemory),
        ("bwrap: Out of memory", SandboxError.Exhausted, ResourceExhaustion.MoreMemory),
        ("Can't mount proc", SandboxError.Unavailable,
            "The container hides parts of /proc. Start it with: --security-opt systempaths=unconfined"),
        ("make / slave", SandboxError.Unavailable,
            "The container's AppArmor profile forbids mounts. Start it with: --security-opt apparmor=unconfined"),
        ("pivot_root: Invalid", SandboxError.Unavailable,
            "The root file system is the initial ramfs, which cannot be left. Run the server from a disk or an image."),
        ("unshare failed", SandboxError.Unavailable, ClosedFolderHint),
        ("mount: /sys", SandboxError.Unavailable, ClosedFolderHint),
        ("does not support user namespaces", SandboxError.Unavailable, "This kernel has no user namespaces. On WSL1: use WSL2."),
    ];

    /// <summary>Of what root does before it becomes the sandbox's user, so that this user can reach a closed folder.</summary>
    private const string ClosedFolderHint =
        "Root may not mount here, and the interpreter, the server or a workspace lies in a folder that only root can enter. "
        + "Open that folder with chmod o+x, or move what is needed out of it.";

    private const string AppArmorHint =
        "Ubuntu 24.04 and newer allow bubblewrap namespaces only with an AppArmor profile. "
        + "Install the one that `ultimate-mcp doctor` prints as " + AppArmorProfile.Path
        + ", then run: sudo apparmor_parser -r " + AppArmorProfile.Path;

    /// <summary>
    /// A known message means that this system offers no isolation, or that a limit was reached; anything else may be
    /// transient.
    /// </summary>
    /// <param name="waited">How long the worker was waited for.</param>
    internal static SandboxException From(string stderr, TimeSpan waited)
    {
        var text = stderr.Trim();
        var shown = Truncation.Of(text, ShownCharacters);
        return HintFor(text) is var (error, hint)
            ? new SandboxException(error, $"bubblewrap cannot isolate here; nothing was run. It said: \"{shown}\"", hint)
            {
                StandardError = text,
            }
            : new SandboxException(
                SandboxError.Failed,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The worker did not become ready in {waited.TotalSeconds:0.#} s; nothing was run. It said: \"{shown}\""))
            {
                StandardError = text,
            };
    }

    /// <summary>The kernel has no limit on user namespaces, which <c>--disable-userns</c> needs.</summary>
    internal static bool IsLackOfNamespaceLimit(SandboxException failure) =>
        failure.StandardError?.Contains(LacksNamespaceLimit, StringComparison.Ordinal) == true;

    /// <summary>The kernel could not start the first program.</summary>
    internal static SandboxException From(Win32Exception refusal, string program) =>
        ResourceExhaustion.Of($"{program} could not be started", refusal.NativeErrorCode);

    private static (SandboxError Error, string Hint)? HintFor(string stderr)
    {
        if (RefusedLimit().Match(stderr) is { Success: true } refused)
        {
            return (SandboxError.Unavailable, RaiseHardLimit(refused.Groups["name"].Value));
        }

        foreach (var (text, error, hint) in Hints)
        {
            if (stderr.Contains(text, StringComparison.Ordinal))
            {
                return (error, hint);
            }
        }

        return null;
    }

    /// <param name="name">The name in getrlimit(2), without the prefix.</param>
    private static string RaiseHardLimit(string name)
    {
        // The options of bash's ulimit.
        var command = name switch
        {
            "NOFILE" => "ulimit -Hn 1024",
            "AS" => "ulimit -Hv unlimited",
            "DATA" => "ulimit -Hd unlimited",
            "FSIZE" => "ulimit -Hf unlimited",
            "STACK" => "ulimit -Hs unlimited",
            "CPU" => "ulimit -Ht unlimited",
            "NPROC" => "ulimit -Hu 4096",
            "SIGPENDING" => "ulimit -Hi 4096",
            "CORE" => "ulimit -Hc unlimited",
            _ => $"prlimit --{name.ToLowerInvariant()}",
        };
        return "A limit of the server is lower than what a program in the sandbox gets. "
            + $"Raise the hard limit {name} that the server is started with ({command}, or Limit{name} of its unit).";
    }

    [GeneratedRegex(
        @"prlimit: failed to set the (?<name>[A-Z]{2,12}) resource limit", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RefusedLimit();
}
