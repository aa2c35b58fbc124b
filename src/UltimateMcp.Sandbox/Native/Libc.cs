using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace UltimateMcp.Sandbox.Native;

/// <summary>
/// The C library's functions that this module calls. Each returns −1 on failure and leaves errno in
/// <see cref="Marshal.GetLastPInvokeError"/>, but for posix_spawn, which returns the error. Calls without a wrapper in
/// every supported C library are in <see cref="KernelCalls"/>.
/// </summary>
internal static partial class Libc
{
    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    internal static unsafe partial int Pipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static unsafe partial nint Read(SafeFileHandle file, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static unsafe partial nint Write(SafeFileHandle file, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    internal static partial nint MapMemory(nint address, nuint size, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    internal static partial int UnmapMemory(nint address, nuint size);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Control(int file, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    internal static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "mkdirat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int MakeFolder(SafeFileHandle folder, string name, uint mode);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    internal static unsafe partial int OpenAt(SafeFileHandle folder, byte* path, int flags);

    /// <summary>For descriptors that live for one read: many a second, so none is wrapped.</summary>
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static unsafe partial nint ReadDescriptor(int file, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    internal static unsafe partial nint ReadLinkAt(SafeFileHandle folder, byte* path, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    internal static partial long Seek(SafeFileHandle file, long offset, int origin);

    [LibraryImport("libc", EntryPoint = "fstatfs", SetLastError = true)]
    internal static unsafe partial int FileSystemOf(SafeFileHandle file, FileSystemState* state);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    internal static partial int EnterNamespace(SafeFileHandle file, int kind);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int ControlDevice(SafeFileHandle file, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    internal static partial int ProcessControl(int option, nint argument2, nint argument3, nint argument4, nint argument5);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    internal static unsafe partial int GetLimit(int resource, ulong* softAndHard);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    internal static unsafe partial int SetLimit(int resource, ulong* softAndHard);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "sigaction", SetLastError = true)]
    internal static unsafe partial int SignalAction(int signal, byte* action, byte* previous);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "getpwuid_r")]
    internal static unsafe partial int FindUser(uint user, PasswordEntry* entry, byte* buffer, nuint size, PasswordEntry** found);

    /// <summary>Of the calling thread only, and returns the previous value, never an error.</summary>
    [LibraryImport("libc", EntryPoint = "setfsuid")]
    internal static partial int SetFileSystemUser(uint user);

    /// <inheritdoc cref="SetFileSystemUser"/>
    [LibraryImport("libc", EntryPoint = "setfsgid")]
    internal static partial int SetFileSystemGroup(uint group);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    internal static unsafe partial int Poll(int* requests, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial int CreatePoll(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    internal static unsafe partial int ControlPoll(int poll, int operation, SafeFileHandle file, byte* happening);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    internal static unsafe partial int WaitForPoll(int poll, byte* happenings, int count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial int Spawn(
        out int process, string path, byte* actions, byte* attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    internal static unsafe partial int InitializeActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    internal static unsafe partial int AddDuplicate(byte* actions, int source, int target);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    internal static unsafe partial int DestroyActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    internal static unsafe partial int InitializeAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    internal static unsafe partial int SetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    internal static unsafe partial int SetSignalMask(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    internal static unsafe partial int SetDefaultSignals(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    internal static unsafe partial int DestroyAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    internal static unsafe partial int FillSignalSet(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    internal static unsafe partial int EmptySignalSet(byte* signals);
}

/// <summary>struct statfs of 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FileSystemState
{
    internal long Type;
    internal long BlockSize;
    internal ulong Blocks;
    internal ulong FreeBlocks;
    internal ulong AvailableBlocks;
    internal ulong Files;
    internal ulong FreeFiles;
    internal long Identifier;
    internal long LongestName;
    internal long FragmentSize;
    internal long Flags;
    private fixed long _rest[12];
}

/// <summary>struct passwd of 64-bit Linux, in glibc and musl.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PasswordEntry
{
    internal byte* Name;
    internal byte* Password;
    internal uint User;
    internal uint Group;
    internal byte* Comment;
    internal byte* Home;
    internal byte* Shell;
}

/// <summary>struct rusage of 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ResourceUsage
{
    internal long UserSeconds;
    internal long UserMicroseconds;
    internal long SystemSeconds;
    internal long SystemMicroseconds;
    internal long MaximumResidentKibibytes;
    private fixed long _rest[13];

    internal readonly TimeSpan CpuTime =>
        TimeSpan.FromSeconds(UserSeconds + SystemSeconds) + TimeSpan.FromMicroseconds(UserMicroseconds + SystemMicroseconds);
}
