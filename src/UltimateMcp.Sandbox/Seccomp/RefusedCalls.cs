using System.Collections.Immutable;

namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>System calls that always fail, or do nothing, but not with ENOSYS.</summary>
internal static class RefusedCalls
{
    /// <summary>Every kernel has these and requires a privilege, so programs can handle EPERM.</summary>
    internal static readonly ImmutableArray<SystemCall> NotPermitted =
    [
        new("unshare", 272, 97), new("setns", 308, 268), new("mount", 165, 40), new("umount2", 166, 39), new("pivot_root", 155, 41),
        new("chroot", 161, 51), new("ptrace", 101, 117), new("syslog", 103, 116), new("acct", 163, 89), new("swapon", 167, 224),
        new("swapoff", 168, 225), new("reboot", 169, 142), new("kexec_load", 246, 104), new("kexec_file_load", 320, 294),
        new("init_module", 175, 105), new("finit_module", 313, 273), new("delete_module", 176, 106), new("iopl", 172, null),
        new("ioperm", 173, null), new("settimeofday", 164, 170), new("clock_settime", 227, 112), new("adjtimex", 159, 171),
        new("clock_adjtime", 305, 266), new("sethostname", 170, 161), new("setdomainname", 171, 162), new("vhangup", 153, 58),
    ];

    /// <summary>
    /// Extended attributes take kernel memory that no limit counts. Programs that copy them can handle file systems
    /// without them.
    /// </summary>
    internal static readonly ImmutableArray<SystemCall> NotSupported =
    [
        new("setxattr", 188, 5), new("lsetxattr", 189, 6), new("fsetxattr", 190, 7), new("removexattr", 197, 14),
        new("lremovexattr", 198, 15), new("fremovexattr", 199, 16),
    ];

    /// <summary>All written files are in memory, so a sync would only write back files of the host.</summary>
    internal static readonly ImmutableArray<SystemCall> Ignored =
    [
        new("sync", 162, 81), new("syncfs", 306, 267),
    ];
}
