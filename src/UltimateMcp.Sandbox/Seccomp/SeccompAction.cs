namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>What a filter answers, the SECCOMP_RET_ values.</summary>
internal static class SeccompAction
{
    internal const uint Allow = 0x7fff0000;
    internal const uint KillProcess = 0x80000000;

    /// <summary>ActionBlock as if it were done: error 0.</summary>
    internal const uint Ignored = Errno;

    /// <summary>EPERM: every kernel has it, and wants a right that the program does not have.</summary>
    internal const uint NotPermitted = Errno | 1;
    internal const uint TryAgain = Errno | 11;
    internal const uint NoMemory = Errno | 12;

    /// <summary>EINVAL, of a flag, an option or a command that a kernel does not know.</summary>
    internal const uint Invalid = Errno | 22;

    /// <summary>ENOTTY, of an ioctl that what is open does not have.</summary>
    internal const uint NoSuchRequest = Errno | 25;

    /// <summary>ENOSYS, of a call that a kernel lacks: libraries fall back to an older one.</summary>
    internal const uint NotImplemented = Errno | 38;
    internal const uint NoSuchOption = Errno | 92;
    internal const uint NoSuchProtocol = Errno | 93;
    internal const uint NoSuchType = Errno | 94;
    internal const uint NotSupported = Errno | 95;
    internal const uint NoSuchFamily = Errno | 97;

    private const uint Errno = 0x00050000;
}
