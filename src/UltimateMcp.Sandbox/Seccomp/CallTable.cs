using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>A kernel call and its number on each architecture; null where the architecture lacks it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KernelCall(string Name, uint? X64, uint? Arm64)
{
    /// <summary>A call newer than the unified numbering (Linux 5.1).</summary>
    internal KernelCall(string name, uint number)
        : this(name, number, number)
    {
    }

    internal uint? NumberOn(Architecture architecture) => architecture == Architecture.X64 ? X64 : Arm64;
}

/// <summary>The calls that a program may not make. Grouped by what they would give it.</summary>
internal static class CallTable
{
    /// <summary>mseal, Linux 6.10. What comes after is unknown to this table, hence refused.</summary>
    internal const uint NewestKnown = 462;

    internal static readonly ImmutableArray<KernelCall> NotPermitted =
    [
        // Namespaces, mounts, roots.
        new("unshare", 272, 97), new("setns", 308, 268), new("mount", 165, 40), new("umount2", 166, 39),
        new("pivot_root", 155, 41), new("chroot", 161, 51),

        // Other processes.
        new("ptrace", 101, 117), new("process_vm_readv", 310, 270), new("process_vm_writev", 311, 271), new("process_madvise", 440),
        new("kcmp", 312, 272), new("pidfd_getfd", 438),

        // The kernel's keys, programs, events and file handles, which are not bound to a namespace.
        new("keyctl", 250, 219), new("add_key", 248, 217), new("request_key", 249, 218), new("bpf", 321, 280),
        new("perf_event_open", 298, 241), new("userfaultfd", 323, 282), new("name_to_handle_at", 303, 264),
        new("open_by_handle_at", 304, 265), new("lookup_dcookie", 212, 18), new("fanotify_init", 300, 262), new("fanotify_mark", 301, 263),

        // The machine.
        new("syslog", 103, 116), new("acct", 163, 89), new("quotactl", 179, 60), new("quotactl_fd", 443), new("swapon", 167, 224),
        new("swapoff", 168, 225), new("reboot", 169, 142), new("kexec_load", 246, 104), new("kexec_file_load", 320, 294),
        new("init_module", 175, 105), new("finit_module", 313, 273), new("delete_module", 176, 106), new("iopl", 172, null),
        new("ioperm", 173, null), new("modify_ldt", 154, null), new("settimeofday", 164, 170), new("clock_settime", 227, 112),
        new("adjtimex", 159, 171), new("clock_adjtime", 305, 266), new("sethostname", 170, 161), new("setdomainname", 171, 162),
        new("vhangup", 153, 58), new("uselib", 134, null), new("ustat", 136, null), new("sysfs", 139, null), new("_sysctl", 156, null),
        new("nfsservctl", 180, 42),

        // Memory that no resource limit counts, or that is moved between processes.
        new("move_pages", 279, 239), new("migrate_pages", 256, 238), new("mbind", 237, 235), new("set_mempolicy", 238, 237),
        new("get_mempolicy", 239, 236), new("set_mempolicy_home_node", 450), new("vmsplice", 278, 75),
        new("shmget", 29, 194), new("shmat", 30, 196), new("shmctl", 31, 195), new("shmdt", 67, 197),
        new("semget", 64, 190), new("semop", 65, 193), new("semctl", 66, 191), new("semtimedop", 220, 192),
        new("msgget", 68, 186), new("msgsnd", 69, 189), new("msgrcv", 70, 188), new("msgctl", 71, 187),
    ];

    /// <summary>Answered as an old kernel would, so that libraries fall back.</summary>
    internal static readonly ImmutableArray<KernelCall> NotImplemented =
    [
        // The flags of clone3 are in memory, where a filter cannot look.
        new("clone3", 435),
        new("io_uring_setup", 425), new("io_uring_enter", 426), new("io_uring_register", 427),
        new("open_tree", 428), new("move_mount", 429), new("fsopen", 430), new("fsconfig", 431), new("fsmount", 432), new("fspick", 433),
        new("mount_setattr", 442), new("statmount", 457), new("listmount", 458),
        new("lsm_get_self_attr", 459), new("lsm_set_self_attr", 460), new("lsm_list_modules", 461),
        new("memfd_create", 319, 279), new("memfd_secret", 447),
    ];

    /// <summary>Allowed or not by their arguments.</summary>
    internal static readonly KernelCall Clone = new("clone", 56, 220);
    internal static readonly KernelCall InputOutputControl = new("ioctl", 16, 29);
    internal static readonly KernelCall Personality = new("personality", 135, 92);
    internal static readonly KernelCall ProcessControl = new("prctl", 157, 167);
    internal static readonly KernelCall Socket = new("socket", 41, 198);
    internal static readonly KernelCall SocketPair = new("socketpair", 53, 199);
    internal static readonly KernelCall SetSocketOption = new("setsockopt", 54, 208);
    internal static readonly KernelCall MapMemory = new("mmap", 9, 222);

    /// <summary>Refused where a program is to stay a single process; arm64 has only clone.</summary>
    internal static readonly ImmutableArray<KernelCall> Forks = [new("fork", 57, null), new("vfork", 58, null)];
}
