using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace UltimateMcp.Linux;

/// <summary>
/// System calls made by number, because not every supported C library wraps them. The variadic <c>syscall</c> may be declared
/// with fixed arguments: on Linux both x86-64 and arm64 pass them alike.
/// </summary>
internal static partial class SystemCalls
{
    // Calls newer than 5.0 have one number on all architectures.
    private const int PidfdSendSignal = 424;
    private const int PidfdOpen = 434;
    private const int CloseRange = 436;
    private const int OpenAt2 = 437;

    private const int AtEmptyPath = 0x1000;
    private const int AtNoFollow = 0x100;
    private const int AtFdCwd = -100;
    private const uint StatxBasicStats = 0x7ff;

    // waitid(2): id_t types.
    private const int P_PGID = 2;
    private const int P_PIDFD = 3;

    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    private static readonly int WaitId = Arm ? 95 : 247;
    private static readonly int GetDents = Arm ? 61 : 217;
    private static readonly int Statx = Arm ? 291 : 332;
    private static readonly int MemfdCreate = Arm ? 279 : 319;

    internal static SafeFileHandle OpenProcess(int process)
    {
        var file = CallPidfdOpen(PidfdOpen, process, 0);
        return new SafeFileHandle((nint)file, ownsHandle: true);
    }

    /// <summary>Moves the calling thread only. It cannot return without a descriptor of the namespace that it came from.</summary>
    internal static bool EnterNetwork(SafeFileHandle network) => Libc.setns(network, Libc.CLONE_NEWNET) == 0;

    /// <summary>The user namespace that owns a namespace; invalid if it is above ours.</summary>
    internal static SafeFileHandle OpenOwningUserNamespace(SafeFileHandle network) =>
        new(Libc.ioctl(network, Libc.NS_GET_USERNS, 0), ownsHandle: true);

    /// <summary>Whether the file was opened through a read-only mount.</summary>
    internal static unsafe bool IsOnReadOnlyMount(SafeFileHandle file)
    {
        FileSystemStatistics state;
        return Libc.fstatfs(file, &state) == 0 && (state.Flags & Libc.ST_RDONLY) != 0;
    }

    internal static bool SendSignal(SafeFileHandle process, int signal) =>
        CallPidfdSendSignal(PidfdSendSignal, process, signal, 0, 0) == 0;

    /// <summary>waitid of one child by its descriptor; null if its state has not changed, or it is not our child.</summary>
    internal static unsafe WaitStatus? Wait(SafeFileHandle process, int options)
    {
        var information = stackalloc int[32];
        new Span<int>(information, 32).Clear();
        ResourceUsage usage = default;
        if (CallWaitId(WaitId, P_PIDFD, process, information, options, &usage) != 0 || information[4] == 0)
        {
            return null;
        }

        // siginfo_t of 64-bit Linux: signo, errno, code, padding, pid, uid, status.
        return new WaitStatus(information[2], information[6], usage);
    }

    /// <summary>Waits for all our children in a process group. Use it only on a group that was killed: it blocks.</summary>
    internal static unsafe void ReapGroup(int group)
    {
        var information = stackalloc int[32];
        do
        {
            new Span<int>(information, 32).Clear();
        }
        while (CallWaitIdByNumber(WaitId, P_PGID, group, information, Libc.WEXITED, 0) == 0
            && information[4] != 0);
    }

    /// <summary>Sets close-on-exec on every descriptor above 2, including those that the server inherited.</summary>
    internal static bool CloseAllOnExec() => CallCloseRange(CloseRange, 3, uint.MaxValue, 1u << 2) == 0;

    /// <summary>A memfd, or −1.</summary>
    internal static int CreateMemoryFile(string name) => (int)CallMemfdCreate(MemfdCreate, name, 1);

    internal static unsafe SafeFileHandle OpenBeneath(SafeFileHandle folder, ReadOnlySpan<byte> name, int flags, uint mode)
    {
        Span<byte> path = stackalloc byte[name.Length + 1];
        name.CopyTo(path);
        path[^1] = 0;
        var how = stackalloc ulong[3];
        how[0] = (uint)(flags | Libc.O_CLOEXEC);
        how[1] = mode;
        how[2] = Libc.RESOLVE_STRICT_BENEATH;
        fixed (byte* pointer = path)
        {
            return new SafeFileHandle((nint)CallOpenAt2(OpenAt2, folder, pointer, how, 24), ownsHandle: true);
        }
    }

    /// <summary>Does not follow a link. Null if nothing is there, or it cannot be accessed.</summary>
    internal static unsafe FileStatus? StatusOf(SafeFileHandle folder, ReadOnlySpan<byte> name)
    {
        Span<byte> path = stackalloc byte[name.Length + 1];
        name.CopyTo(path);
        path[^1] = 0;
        var buffer = stackalloc byte[256];
        fixed (byte* pointer = path)
        {
            return CallStatx(Statx, folder, pointer, AtNoFollow, StatxBasicStats, buffer) == 0 ? ParseStatx(buffer) : null;
        }
    }

    /// <summary>Null if nothing is there, or it cannot be accessed.</summary>
    internal static unsafe FileStatus? StatusOf(string path, bool followLinks)
    {
        var buffer = stackalloc byte[256];
        var flags = followLinks ? 0 : AtNoFollow;
        return CallStatxByName(Statx, AtFdCwd, path, flags, StatxBasicStats, buffer) == 0 ? ParseStatx(buffer) : null;
    }

    /// <summary>Null if the file is not open.</summary>
    internal static unsafe FileStatus? StatusOf(SafeFileHandle file)
    {
        var buffer = stackalloc byte[256];
        byte empty = 0;
        return !file.IsInvalid && CallStatx(Statx, file, &empty, AtEmptyPath, StatxBasicStats, buffer) == 0 ? ParseStatx(buffer) : null;
    }

    /// <summary>
    /// struct statx: nlink at 16, uid at 20, gid at 24, mode at 28, ino at 32, size at 40, ctime at 96, mtime at 112
    /// (seconds, then nanoseconds), dev at 136.
    /// </summary>
    private static unsafe FileStatus ParseStatx(byte* buffer) => new(
        new FileIdentity(*(uint*)(buffer + 136), *(uint*)(buffer + 140), *(ulong*)(buffer + 32)),
        *(uint*)(buffer + 16),
        *(uint*)(buffer + 20),
        *(uint*)(buffer + 24),
        *(ushort*)(buffer + 28),
        *(long*)(buffer + 40),
        NanosecondsAt(buffer + 112),
        NanosecondsAt(buffer + 96));

    private static unsafe long NanosecondsAt(byte* time) => unchecked((*(long*)time * 1_000_000_000) + *(uint*)(time + 8));

    /// <summary>The user id; null if the file cannot be accessed.</summary>
    internal static uint? OwnerOf(string path)
    {
        using var file = new SafeFileHandle(Libc.open(path, Libc.O_PATH | Libc.O_CLOEXEC, 0), ownsHandle: true);
        return StatusOf(file)?.Owner;
    }

    internal static unsafe int ReadEntries(SafeFileHandle folder, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            return (int)CallGetDents(GetDents, folder, pointer, buffer.Length);
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long CallPidfdOpen(nint number, int process, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long CallPidfdSendSignal(nint number, SafeFileHandle process, int signal, nint information, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial long CallWaitId(
        nint number, int kind, SafeFileHandle process, int* information, int options, ResourceUsage* usage);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial long CallWaitIdByNumber(nint number, int kind, int id, int* information, int options, nint usage);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long CallCloseRange(nint number, uint first, uint last, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial long CallMemfdCreate(nint number, string name, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial long CallOpenAt2(nint number, SafeFileHandle folder, byte* path, ulong* how, nint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial long CallStatx(nint number, SafeFileHandle file, byte* path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static unsafe partial long CallStatxByName(nint number, nint folder, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial long CallGetDents(nint number, SafeFileHandle folder, byte* buffer, nint count);
}

/// <summary>
/// How a child ended or stopped: <paramref name="Code"/> is one of the CLD_ values, <paramref name="Status"/> the exit code or signal.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WaitStatus(int Code, int Status, ResourceUsage Usage)
{
    /// <summary>The exit code, or 128 + n after signal n.</summary>
    internal int ExitCode => Code == Libc.CLD_EXITED ? Status : 128 + Status;
}
