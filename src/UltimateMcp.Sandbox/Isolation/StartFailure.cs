using System.Collections.Immutable;
using System.ComponentModel;
using UltimateMcp.Sandbox.Native;

namespace UltimateMcp.Sandbox.Isolation;

/// <summary>What bubblewrap says when this system does not let it isolate, and what to change. The table is ordered: the first text found counts.</summary>
internal static class StartFailure
{
    internal const string LacksNamespaceLimit = "cannot open /proc/sys/user/max_user_namespaces";

    private const int ShownCharacters = 1000;

    private static readonly ImmutableArray<(string Text, string Hint)> Hints =
    [
        ("prlimit: failed to set the",
            "A limit of the server is lower than what a program in the sandbox gets. Raise that hard limit (of open files: ulimit -Hn 1024, or LimitNOFILE of its unit)."),
        ("No permissions to create",
            "User namespaces are off. Run: sudo sysctl kernel.unprivileged_userns_clone=1 (in Docker: --security-opt seccomp=unconfined)"),
        ("uid map: Permission denied", AppArmorHint),
        ("RTM_NEWADDR: Operation not permitted", AppArmorHint),
        ("nesting depth or /proc/sys/user/max_",
            "The server runs nested in a sandbox, or user namespaces are bounded to none. Start it outside, or run: sudo sysctl user.max_user_namespaces=15000"),
        ("Resource temporarily unavailable", NoMoreProcesses),
        ("Can't mount proc", "The container hides parts of /proc. Start it with: --security-opt systempaths=unconfined"),
        ("make / slave", "The container's AppArmor profile forbids mounts. Start it with: --security-opt apparmor=unconfined"),
        ("pivot_root: Invalid", "The root file system is the initial ramfs, which cannot be left. Run the server from a disk or an image."),
        ("does not support user namespaces", "This kernel has no user namespaces. On WSL1: use WSL2."),
    ];

    private const string NoMoreProcesses = "The server may start no more processes: raise its limit (ulimit -u, or TasksMax of its unit).";

    private const string AppArmorHint =
        "Ubuntu 24.04 and newer allow bubblewrap namespaces only with an AppArmor profile. Install the one that `ultimate-mcp doctor` prints as "
        + AppArmorProfile.Path + ", then run: sudo apparmor_parser -r " + AppArmorProfile.Path;

    /// <summary>Known texts mean that there is no isolation on this system; anything else may have been a passing fault.</summary>
    internal static SandboxException From(string said)
    {
        var text = said.Trim();
        var shown = text.Length > ShownCharacters ? text[..ShownCharacters] : text;
        var hint = HintFor(text);
        return hint is null
            ? new SandboxException(SandboxError.Failed, $"The program inside did not get ready; nothing was run. It said: \"{shown}\"")
            : new SandboxException(SandboxError.Unavailable, $"bubblewrap cannot isolate here; nothing was run. It said: \"{shown}\"", hint);
    }

    /// <summary>The kernel would not start the first program at all.</summary>
    internal static SandboxException From(Win32Exception refusal, string program) =>
        refusal.NativeErrorCode == Constants.ErrorAgain
            ? new SandboxException(SandboxError.Unavailable, $"{program} could not be started: {refusal.Message}.", NoMoreProcesses, refusal)
            : new SandboxException(SandboxError.Failed, $"{program} could not be started: {refusal.Message}.", null, refusal);

    internal static string? HintFor(string said)
    {
        foreach (var (text, hint) in Hints)
        {
            if (said.Contains(text, StringComparison.Ordinal))
            {
                return hint;
            }
        }

        return null;
    }
}
