using System.Collections.Immutable;

namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>
/// The system calls that programs may make with any arguments. A call that is neither here nor checked by its arguments
/// (<see cref="ArgumentRule"/>) fails with ENOSYS, as on a kernel that lacks it. Left out deliberately, although
/// programs try them: calls that use kernel memory which no descriptor or limit bounds (Landlock, asynchronous I/O,
/// inotify, fanotify, io_uring, keys, filters and BPF, message queues and SysV objects, memfds), calls that reach
/// beyond the sandbox (file handles, mounts, memory of other processes, NUMA policies), and calls that pin pages of
/// host files (splice, tee). The list includes newer calls that some libraries already try, even if this machine's
/// libraries do not.
/// </summary>
internal static class AllowedCalls
{
    /// <summary>Memory of the process, within RLIMIT_DATA and RLIMIT_AS.</summary>
    private static readonly ImmutableArray<SystemCall> Memory =
    [
        new("brk", 12, 214), new("munmap", 11, 215), new("mprotect", 10, 226), new("mremap", 25, 216), new("msync", 26, 227),
        new("mincore", 27, 232), new("mlock", 149, 228), new("munlock", 150, 229), new("mlockall", 151, 230),
        new("munlockall", 152, 231), new("mlock2", 325, 284), new("mseal", 462),
    ];

    /// <summary>Threads, their locks, and scheduling.</summary>
    private static readonly ImmutableArray<SystemCall> Threads =
    [
        new("futex", 202, 98), new("futex_waitv", 449), new("futex_wake", 454), new("futex_wait", 455), new("futex_requeue", 456),
        new("set_robust_list", 273, 99), new("set_tid_address", 218, 96), new("gettid", 186, 178), new("rseq", 334, 293),
        new("membarrier", 324, 283), new("getcpu", 309, 168), new("sched_yield", 24, 124), new("sched_getaffinity", 204, 123),
        new("sched_setaffinity", 203, 122), new("sched_getparam", 143, 121), new("sched_getscheduler", 145, 120),
        new("sched_setscheduler", 144, 119), new("sched_setparam", 142, 118), new("sched_get_priority_max", 146, 125),
        new("sched_get_priority_min", 147, 126), new("exit", 60, 93),
    ];

    /// <summary>Signals. They reach only processes of the sandbox, because no others are visible.</summary>
    private static readonly ImmutableArray<SystemCall> Signals =
    [
        new("rt_sigaction", 13, 134), new("rt_sigprocmask", 14, 135), new("rt_sigreturn", 15, 139), new("rt_sigtimedwait", 128, 137),
        new("rt_sigsuspend", 130, 133), new("sigaltstack", 131, 132), new("kill", 62, 129), new("tkill", 200, 130),
        new("tgkill", 234, 131), new("restart_syscall", 219, 128),
    ];

    /// <summary>Reading clocks and sleeping.</summary>
    private static readonly ImmutableArray<SystemCall> Clocks =
    [
        new("time", 201, null), new("gettimeofday", 96, 169), new("clock_gettime", 228, 113), new("clock_getres", 229, 114),
        new("nanosleep", 35, 101), new("clock_nanosleep", 230, 115), new("times", 100, 153), new("getrusage", 98, 165),
    ];

    /// <summary>Reading, writing and polling of open descriptors, whose number RLIMIT_NOFILE limits.</summary>
    private static readonly ImmutableArray<SystemCall> Descriptors =
    [
        new("read", 0, 63), new("write", 1, 64), new("pread64", 17, 67), new("pwrite64", 18, 68), new("readv", 19, 65),
        new("writev", 20, 66), new("preadv", 295, 69), new("pwritev", 296, 70), new("preadv2", 327, 286), new("pwritev2", 328, 287),
        new("lseek", 8, 62), new("sendfile", 40, 71), new("copy_file_range", 326, 285), new("close", 3, 57), new("close_range", 436),
        new("dup", 32, 23), new("dup2", 33, null), new("dup3", 292, 24), new("pipe", 22, null), new("pipe2", 293, 59),
        new("eventfd", 284, null), new("eventfd2", 290, 19), new("select", 23, null), new("pselect6", 270, 72), new("poll", 7, null),
        new("ppoll", 271, 73), new("epoll_create", 213, null), new("epoll_create1", 291, 20), new("epoll_ctl", 233, 21),
        new("epoll_wait", 232, null), new("epoll_pwait", 281, 22), new("epoll_pwait2", 441), new("fsync", 74, 82),
        new("fdatasync", 75, 83), new("fallocate", 285, 47), new("ftruncate", 77, 46), new("fadvise64", 221, 223),
    ];

    /// <summary>Files and folders by path. The mounts determine what is visible and what is writable.</summary>
    private static readonly ImmutableArray<SystemCall> Files =
    [
        new("open", 2, null), new("openat", 257, 56), new("openat2", 437), new("creat", 85, null), new("access", 21, null),
        new("faccessat", 269, 48), new("faccessat2", 439), new("stat", 4, null), new("fstat", 5, 80), new("lstat", 6, null),
        new("newfstatat", 262, 79), new("statx", 332, 291), new("statfs", 137, 43), new("fstatfs", 138, 44), new("truncate", 76, 45),
        new("getdents", 78, null), new("getdents64", 217, 61), new("getcwd", 79, 17), new("chdir", 80, 49), new("fchdir", 81, 50),
        new("mkdir", 83, null), new("mkdirat", 258, 34), new("rmdir", 84, null), new("link", 86, null), new("linkat", 265, 37),
        new("symlink", 88, null), new("symlinkat", 266, 36), new("readlink", 89, null), new("readlinkat", 267, 78),
        new("unlink", 87, null), new("unlinkat", 263, 35), new("rename", 82, null), new("renameat", 264, 38), new("renameat2", 316, 276),
        new("umask", 95, 166), new("chmod", 90, null), new("fchmod", 91, 52), new("fchmodat", 268, 53), new("fchmodat2", 452),
        new("chown", 92, null), new("fchown", 93, 55), new("lchown", 94, null), new("fchownat", 260, 54), new("utime", 132, null),
        new("utimes", 235, null), new("futimesat", 261, null), new("utimensat", 280, 88),
    ];

    /// <summary>Using sockets. <see cref="SocketRules"/> restrict which ones can be created, and their options.</summary>
    private static readonly ImmutableArray<SystemCall> Sockets =
    [
        new("connect", 42, 203), new("accept", 43, 202), new("accept4", 288, 242), new("bind", 49, 200), new("listen", 50, 201),
        new("shutdown", 48, 210), new("getsockname", 51, 204), new("getpeername", 52, 205), new("sendto", 44, 206),
        new("recvfrom", 45, 207), new("sendmsg", 46, 211), new("recvmsg", 47, 212), new("sendmmsg", 307, 269), new("recvmmsg", 299, 243),
    ];

    /// <summary>
    /// Identity and environment of the process. The user namespace has one user and no capabilities, so calls that set
    /// an identity fail or change nothing.
    /// </summary>
    private static readonly ImmutableArray<SystemCall> Identity =
    [
        new("getpid", 39, 172), new("getppid", 110, 173), new("getuid", 102, 174), new("geteuid", 107, 175), new("getgid", 104, 176),
        new("getegid", 108, 177), new("getresuid", 118, 148), new("getresgid", 120, 150), new("getgroups", 115, 158),
        new("getpgid", 121, 155), new("getpgrp", 111, null), new("getsid", 124, 156), new("setuid", 105, 146), new("setgid", 106, 144),
        new("setreuid", 113, 145), new("setregid", 114, 143), new("setresuid", 117, 147), new("setresgid", 119, 149),
        new("setgroups", 116, 159), new("setfsuid", 122, 151), new("setfsgid", 123, 152), new("capget", 125, 90), new("uname", 63, 160),
        new("sysinfo", 99, 179), new("getrandom", 318, 278), new("getpriority", 140, 141), new("setpriority", 141, 140),
        new("getrlimit", 97, 163),
    ];

    /// <summary>Executing programs, waiting for them, and exiting.</summary>
    private static readonly ImmutableArray<SystemCall> Programs =
    [
        new("execve", 59, 221), new("execveat", 322, 281), new("wait4", 61, 260), new("waitid", 247, 95), new("pidfd_open", 434),
        new("pidfd_send_signal", 424), new("exit_group", 231, 94),
    ];

    /// <summary>
    /// What Python's standard library and commands need in addition: process timers, sessions, FIFOs, reading extended
    /// attributes.
    /// </summary>
    private static readonly ImmutableArray<SystemCall> StandardLibrary =
    [
        new("alarm", 37, null), new("getitimer", 36, 102), new("setitimer", 38, 103), new("pause", 34, null),
        new("rt_sigpending", 127, 136), new("timerfd_create", 283, 85), new("timerfd_settime", 286, 86), new("timerfd_gettime", 287, 87),
        new("sched_rr_get_interval", 148, 127), new("setpgid", 109, 154), new("setsid", 112, 157), new("mknod", 133, null),
        new("mknodat", 259, 33), new("getxattr", 191, 8), new("lgetxattr", 192, 9), new("fgetxattr", 193, 10), new("listxattr", 194, 11),
        new("llistxattr", 195, 12), new("flistxattr", 196, 13),
    ];

    /// <summary>Protection keys, which V8 uses to protect generated code.</summary>
    private static readonly ImmutableArray<SystemCall> ProtectionKeys =
    [
        new("pkey_mprotect", 329, 288), new("pkey_alloc", 330, 289), new("pkey_free", 331, 290),
    ];

    /// <summary>What only commands and compiled programs use. RLIMIT_SIGPENDING limits timers and queued signals.</summary>
    private static readonly ImmutableArray<SystemCall> Commands =
    [
        new("timer_create", 222, 107), new("timer_settime", 223, 110), new("timer_gettime", 224, 108), new("timer_getoverrun", 225, 109),
        new("timer_delete", 226, 111), new("rt_sigqueueinfo", 129, 138), new("rt_tgsigqueueinfo", 297, 240), new("signalfd", 282, null),
        new("signalfd4", 289, 74), new("readahead", 187, 213), new("sync_file_range", 277, 84), new("capset", 126, 91),
        new("sched_getattr", 315, 275), new("ioprio_get", 252, 31), new("ioprio_set", 251, 30), new("get_robust_list", 274, 100),
    ];

    /// <summary>What every runtime needs.</summary>
    private static ImmutableArray<SystemCall> Common =>
        [.. Memory, .. Threads, .. Signals, .. Clocks, .. Descriptors, .. Files, .. Sockets, .. Identity, .. Programs];

    /// <summary>One Python process.</summary>
    internal static ImmutableArray<SystemCall> OfPython => [.. Common, .. StandardLibrary];

    /// <summary>One Node.js process.</summary>
    internal static ImmutableArray<SystemCall> OfJavaScript => [.. Common, .. ProtectionKeys];

    /// <summary>One .NET process.</summary>
    internal static ImmutableArray<SystemCall> OfCSharp => Common;

    /// <summary>A program that may start any other program.</summary>
    internal static ImmutableArray<SystemCall> OfAnyProgram => [.. Common, .. StandardLibrary, .. ProtectionKeys, .. Commands];

    /// <summary>Allowed if the program may fork; arm64 has only clone.</summary>
    internal static readonly ImmutableArray<SystemCall> Forks =
    [
        new("fork", 57, null), new("vfork", 58, null),
    ];
}
