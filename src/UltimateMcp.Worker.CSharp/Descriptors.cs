using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace UltimateMcp.Worker.CSharp;

/// <summary>The descriptors that the worker inherits. Console is left for the program to initialize.</summary>
internal static partial class Descriptors
{
    internal const int Output = 1;
    internal const int Error = 2;

    private const int Command = 3;
    private const int ReportDescriptor = 4;

    // fcntl(2)
    private const int F_SETFD = 2;
    private const int FD_CLOEXEC = 1;

    internal static void SignalReady()
    {
        // Processes that the program starts must not keep the report open.
        _ = fcntl(ReportDescriptor, F_SETFD, FD_CLOEXEC);
        Write(ReportDescriptor, "R");
    }

    internal static void SignalBegun() => Write(ReportDescriptor, "B");

    /// <summary>The nonce and the arguments; empty if the server is gone.</summary>
    internal static string[] ReadCommand()
    {
        using var command = OpenStream(Command, FileAccess.Read);
        using var bytes = new MemoryStream();
        command.CopyTo(bytes);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).Split('\0')[..^1];
    }

    /// <summary>What a service reads and writes, after it has signalled that it is ready.</summary>
    internal static (Stream Requests, Stream Answers) OpenService() =>
        (OpenStream(Command, FileAccess.Read), OpenStream(ReportDescriptor, FileAccess.Write));

    private static FileStream OpenStream(int descriptor, FileAccess access) =>
        new(new SafeFileHandle(descriptor, ownsHandle: true), access, bufferSize: 0);

    internal static void SendReport(string line) => Write(ReportDescriptor, line);

    /// <summary>Does nothing if the descriptor cannot be written: the program may have closed it.</summary>
    internal static void Write(int descriptor, string text)
    {
        try
        {
            using var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // There is nobody to tell.
        }
    }

    /// <summary>Ends the process at once.</summary>
    internal static void Exit(int code) => _exit(code);

    [LibraryImport("libc")]
    private static partial void _exit(int code);

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command, int argument);
}
