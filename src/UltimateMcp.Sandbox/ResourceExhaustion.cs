using System.ComponentModel;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox;

/// <summary>
/// The server is itself started under limits: on descriptors, processes, memory, the size of files. What the kernel
/// refuses for one of them is no fault of the server's, and has a fix: which limit to raise, and how.
/// </summary>
public static class ResourceExhaustion
{
    internal const string MoreFiles = "Raise how many files the server may have open: ulimit -Hn 1024, or LimitNOFILE of its unit.";

    internal const string MoreProcesses = "The server may start no more processes: raise its limit (ulimit -u, or TasksMax of its unit).";

    internal const string MoreMemory = "The server may have no more memory: raise its limit (ulimit -v and ulimit -d, or MemoryMax of its unit), or give the machine more.";

    private const string LargerFiles = "The server may not write files as large as this: raise its limit (ulimit -f unlimited, or LimitFSIZE of its unit).";

    private const string LargerStack = "Arguments take more than the server's limit on the stack allows: raise it (ulimit -s 8192, or LimitSTACK of its unit).";

    private const string MoreFilesOfSystem = "All programs together have as many files open as this system allows: raise it (sudo sysctl fs.file-max=1000000).";

    /// <summary>What to change, where an exception tells of a limit; null where it tells of something else.</summary>
    public static SandboxException? Explain(Exception failure) => failure switch
    {
        SandboxException => null,
        Win32Exception { NativeErrorCode: var error } => Of(failure, error),
        OutOfMemoryException => Of(failure, Libc.ENOMEM),

        // The runtime keeps the kernel's error here, where there is one.
        IOException { HResult: var error } => Of(failure, error),

        // What the runtime makes of EFBIG, whatever was written: an error of an argument that nobody gave.
        ArgumentOutOfRangeException { ParamName: "value" } => Of(new IOException("A file would be too large", failure), Libc.EFBIG),
        _ => null,
    };

    /// <summary>A failure of the sandbox's own, or of a limit of the server's wherever it was met; null for all others.</summary>
    internal static SandboxException? FaultIn(Exception failure) => failure as SandboxException ?? Explain(failure);

    internal static bool IsIndicatedBy(int error) => FixOf(error) is not null;

    /// <param name="what">What could not be done, as a sentence without its end.</param>
    internal static SandboxException Of(string what, int error)
    {
        var reason = new Win32Exception(error);
        return FixOf(error) is { } fix
            ? new SandboxException(SandboxError.Exhausted, $"{what}: {reason.Message}.", fix, reason)
            : new SandboxException(SandboxError.Failed, $"{what}: {reason.Message}.", null, reason);
    }

    private static SandboxException? Of(Exception failure, int error) => FixOf(error) is { } fix
        ? new SandboxException(SandboxError.Exhausted, $"A limit of the server was reached: {failure.Message.TrimEnd('.')}.", fix, failure)
        : null;

    private static string? FixOf(int error) => error switch
    {
        Libc.EMFILE => MoreFiles,
        Libc.ENFILE => MoreFilesOfSystem,
        Libc.EAGAIN => MoreProcesses,
        Libc.ENOMEM => MoreMemory,
        Libc.EFBIG => LargerFiles,
        Libc.E2BIG => LargerStack,
        _ => null,
    };
}
