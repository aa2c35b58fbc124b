namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>ioctl and fcntl: requests for terminals, sockets and descriptors, and file locks.</summary>
internal static class DescriptorRules
{
    private const uint TIOCSTI = 0x5412;
    private const uint TIOCLINUX = 0x541c;

    private const uint F_SETLK = 6;
    private const uint F_SETLKW = 7;
    private const uint F_SETPIPE_SZ = 1031;

    internal static readonly ArgumentRule InputOutputControl = new(new("ioctl", 16, 29), SeccompAction.ENOTTY, static test =>
    {
        test.LoadArgument(1);
        test.ReturnIfAnyOf(
            [
                // Any descriptor: FIONREAD, FIONBIO, FIONCLEX, FIOCLEX, FIOASYNC, FIOQSIZE, FS_IOC_GETFLAGS, FS_IOC_GETVERSION.
                0x541b, 0x5421, 0x5450, 0x5451, 0x5452, 0x5460, 0x80086601, 0x80087601,

                // Terminals: TCGETS to TCFLSH, TIOCEXCL, TIOCNXCL, TIOCSCTTY, TIOCGPGRP, TIOCSPGRP, TIOCOUTQ, TIOCGWINSZ, TIOCSWINSZ.
                0x5401, 0x5402, 0x5403, 0x5404, 0x5405, 0x5406, 0x5407, 0x5408, 0x5409, 0x540a, 0x540b,
                0x540c, 0x540d, 0x540e, 0x540f, 0x5410, 0x5411, 0x5413, 0x5414,

                // TIOCMGET, TIOCPKT, TIOCNOTTY, TIOCGETD, TCSBRKP, TIOCGSID, TCGETS2, TCSETS2, TCSETSW2, TCSETSF2.
                0x5415, 0x5420, 0x5422, 0x5424, 0x5425, 0x5429, 0x802c542a, 0x402c542b, 0x402c542c, 0x402c542d,

                // TIOCGPTN, TIOCSPTLCK, TIOCGPKT, TIOCGPTLCK, TIOCGEXCL, TIOCGPTPEER: pseudo-terminals.
                0x80045430, 0x40045431, 0x80045438, 0x80045439, 0x80045440, 0x5441,

                // FIOSETOWN, SIOCSPGRP, FIOGETOWN, SIOCGPGRP, SIOCATMARK, SIOCGSTAMP, SIOCGSTAMPNS, SIOCOUTQNSD.
                0x8901, 0x8902, 0x8903, 0x8904, 0x8905, 0x8906, 0x8907, 0x894b,

                // The sandbox's own loopback interface: SIOCGIFNAME, CONF, FLAGS, ADDR, DSTADDR, BRDADDR, NETMASK,
                // METRIC, MTU, HWADDR, INDEX, TXQLEN.
                0x8910, 0x8912, 0x8913, 0x8915, 0x8917, 0x8919, 0x891b, 0x891d, 0x8921, 0x8927, 0x8933, 0x8942,
            ],
            SeccompAction.Allow);
        test.ReturnIfAnyOf([TIOCSTI, TIOCLINUX], SeccompAction.EPERM);
    });

    /// <summary>
    /// Each lock takes kernel memory that no limit counts. A process never conflicts with its own locks, so for a
    /// single process setting them can be skipped. With several processes they must work; then the watch counts them.
    /// Left out: open file description locks, leases, directory notifications, seals.
    /// </summary>
    internal static ArgumentRule Control(bool mayFork) => new(new("fcntl", 72, 25), SeccompAction.EINVAL, test =>
    {
        test.LoadArgument(1);

        // F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETOWN, F_GETOWN, F_SETOWN_EX, F_GETOWN_EX, F_DUPFD_QUERY,
        // F_DUPFD_CLOEXEC, F_GETPIPE_SZ.
        test.ReturnIfAnyOf([0, 1, 2, 3, 4, 5, 8, 9, 15, 16, 1027, 1030, 1032], SeccompAction.Allow);
        test.ReturnIfAnyOf([F_SETLK, F_SETLKW], mayFork ? SeccompAction.Allow : SeccompAction.Ignored);
        test.ReturnIfEqual(F_SETPIPE_SZ, SeccompAction.EPERM);
    });
}
