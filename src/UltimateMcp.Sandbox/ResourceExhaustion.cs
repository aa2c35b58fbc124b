using System.ComponentModel;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox;

/// <summary>
/// The server itself runs under resource limits: on descriptors, processes, memory, file size. If the kernel refuses
/// something because of one of them, the fix is to raise that limit; this class says which, and how.
/// </summary>
public static class ResourceExhaustion
{
    internal const string MoreFiles = "Raise the server's limit on open files: ulimit -Hn 1024, or LimitNOFILE of its unit.";

    internal const string MoreProcesses = "The server may start no more processes: raise its limit (ulimit -u, or TasksMax of its unit).";

    internal const string MoreMemory =
        "The server may use no more memory: raise its limit (ulimit -v and ulimit -d, or MemoryMax of its unit) "
        + "or add memory to the machine.";

    private const string LargerFiles =
        "The server may not write files as large as this: raise its limit (ulimit -f unlimited, or LimitFSIZE of its unit).";

    private const string LargerStack =
        "The arguments are larger than the server's stack limit allows: raise it (ulimit -s 8192, or LimitSTACK of its unit).";

    private const string MoreFilesOfSystem =
        "All programs together have as many files open as this system allows: raise that limit (sudo sysctl fs.file-max=1000000).";

    /// <summary>What to change, if an exception was caused by a limit; otherwise null.</summary>
    public static SandboxException? Explain(Exception failure) => failure switch
    {
        SandboxException => null,
        Win32Exception { NativeErrorCode: var error } => Of(failure, error),
        OutOfMemoryException => Of(failure, Libc.ENOMEM),

        // The runtime stores errno here, if there is one.
        IOException { HResult: var error } => Of(failure, error),

        // What the runtime throws for EFBIG on any write.
        ArgumentOutOfRangeException { ParamName: "value" } => Of(new IOException("A file would be too large", failure), Libc.EFBIG),
        _ => null,
    };

    /// <summary>A failure of the sandbox itself, or one caused by a limit of the server; otherwise null.</summary>
    internal static SandboxException? FaultIn(Exception failure) => failure as SandboxException ?? Explain(failure);

    internal static bool IsIndicatedBy(int error) => FixOf(error) is not null;

    /// <param name="what">What could not be done, as a sentence without the full stop.</param>
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
