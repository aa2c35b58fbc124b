using System.Runtime.InteropServices;

namespace UltimateMcp.Linux;

/// <summary>Constants of the kernel interface, the same on x86-64 and arm64 unless they depend on the architecture.</summary>
internal static partial class Libc
{
    internal const int ENOENT = 2;
    internal const int ESRCH = 3;
    internal const int EINTR = 4;
    internal const int E2BIG = 7;
    internal const int EAGAIN = 11;
    internal const int ENOMEM = 12;
    internal const int ENOTDIR = 20;
    internal const int EISDIR = 21;
    internal const int EINVAL = 22;
    internal const int ENFILE = 23;
    internal const int EMFILE = 24;
    internal const int EFBIG = 27;
    internal const int ENOSPC = 28;
    internal const int EPIPE = 32;

    internal const int O_RDONLY = 0;
    internal const int O_WRONLY = 1;
    internal const int O_CREAT = 0x40;
    internal const int O_TRUNC = 0x200;
    internal const int O_NONBLOCK = 0x800;
    internal const int O_CLOEXEC = 0x80000;
    internal const int O_PATH = 0x200000;

    internal const int SEEK_DATA = 3;
    internal const int SEEK_HOLE = 4;

    // RESOLVE_NO_XDEV, NO_MAGICLINKS, NO_SYMLINKS, BENEATH of openat2(2).
    internal const ulong RESOLVE_STRICT_BENEATH = 0x01 | 0x02 | 0x04 | 0x08;

    internal const int F_GETFD = 1;
    internal const int F_DUPFD_CLOEXEC = 1030;
    internal const int F_SETFD = 2;
    internal const int F_SETFL = 4;

    internal const int PR_SET_CHILD_SUBREAPER = 36;
    internal const int RLIMIT_CORE = 4;

    internal const int NO_SIGNAL = 0;
    internal const int SIGKILL = 9;
    internal const int SIGCHLD = 17;
    internal const int SIGSTOP = 19;
    internal const int SIGXCPU = 24;
    internal const int SIGXFSZ = 25;

    internal const int WNOHANG = 1;
    internal const int WSTOPPED = 2;
    internal const int WEXITED = 4;
    internal const int WNOWAIT = 0x01000000;

    internal const int CLD_EXITED = 1;

    internal const short POLLIN = 1;
    internal const short POLLOUT = 4;
    internal const uint EPOLLIN = 1;
    internal const uint EPOLLOUT = 4;
    internal const uint EPOLLONESHOT = 1u << 30;

    internal const int PROT_READ = 1;
    internal const int PROT_WRITE = 2;

    // MAP_PRIVATE, MAP_ANONYMOUS, MAP_NORESERVE.
    internal const int MAP_PRIVATE_ANONYMOUS = 0x02 | 0x20 | 0x4000;
    internal const nint MAP_FAILED = -1;

    // CLONE_NEWNET, and NS_GET_USERNS of ioctl_ns(2).
    internal const int CLONE_NEWNET = 0x40000000;
    internal const nuint NS_GET_USERNS = 0xb701;

    // ST_RDONLY of statfs(2).
    internal const long ST_RDONLY = 1;

    internal const long TMPFS_MAGIC = 0x01021994;
    internal const long PROC_SUPER_MAGIC = 0x9fa0;

    // These two differ between x86-64 and the generic table that arm64 follows.
    internal static readonly int O_DIRECTORY = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000;
    internal static readonly int O_NOFOLLOW = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;
}
