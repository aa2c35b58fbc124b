using System.Runtime.InteropServices;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>The few calls that the standard streams need. Numbers are those of Linux.</summary>
internal static partial class Libc
{
    public const int DuplicateCloseOnExec = 1030;
    public const int GetDescriptorFlags = 1;
    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const short PollIn = 1;
    public const short PollOut = 4;

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int Duplicate(int descriptor, int onto);

    [LibraryImport("libc", EntryPoint = "umask")]
    public static partial uint MaskModes(uint mask);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static unsafe partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static unsafe partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    public static partial nint HandleSignal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollRequest request, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    public struct PollRequest
    {
        public int Descriptor;
        public short Wanted;
        public short Seen;
    }
}
