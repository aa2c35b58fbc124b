namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>The actions that a filter returns, the SECCOMP_RET_ values of seccomp(2).</summary>
internal static class SeccompAction
{
    internal const uint Allow = 0x7fff0000;
    internal const uint KillProcess = 0x80000000;

    /// <summary>Errno 0: the call is skipped and reported as successful.</summary>
    internal const uint Ignored = Errno;

    /// <summary>EPERM, for a call that every kernel has but that needs a privilege.</summary>
    internal const uint EPERM = Errno | 1;
    internal const uint EAGAIN = Errno | 11;
    internal const uint ENOMEM = Errno | 12;

    /// <summary>EINVAL, for a flag, an option or a command that a kernel does not know.</summary>
    internal const uint EINVAL = Errno | 22;

    /// <summary>ENOTTY, for an ioctl that the descriptor does not support.</summary>
    internal const uint ENOTTY = Errno | 25;

    /// <summary>ENOSYS, as if the kernel lacked the call: libraries fall back to an older one.</summary>
    internal const uint ENOSYS = Errno | 38;
    internal const uint ENOPROTOOPT = Errno | 92;
    internal const uint EPROTONOSUPPORT = Errno | 93;
    internal const uint ESOCKTNOSUPPORT = Errno | 94;
    internal const uint EOPNOTSUPP = Errno | 95;
    internal const uint EAFNOSUPPORT = Errno | 97;

    private const uint Errno = 0x00050000;
}
