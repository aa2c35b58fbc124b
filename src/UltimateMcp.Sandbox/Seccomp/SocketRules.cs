namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>TCP and UDP sockets, and socket pairs. What they send stays in the sandbox's own network namespace.</summary>
internal static class SocketRules
{
    private const uint UnixFamily = 1;
    private const uint InternetFamily = 2;
    private const uint Internet6Family = 10;
    private const uint NetlinkFamily = 16;

    private const uint Stream = 1;
    private const uint Datagram = 2;
    private const uint Raw = 3;

    // Without SOCK_NONBLOCK and SOCK_CLOEXEC.
    private const uint TypeBits = ~0x80800U;

    private const uint Tcp = 6;
    private const uint Udp = 17;

    private const uint SocketLevel = 1;
    private const uint SendBuffer = 7;
    private const uint ReceiveBuffer = 8;

    /// <summary>
    /// Address families that namespaces confine. A unix socket could connect to one in a bound host folder, so only
    /// pairs are allowed.
    /// </summary>
    internal static readonly ArgumentRule Socket = new(new("socket", 41, 198), SeccompAction.NoSuchFamily, static test =>
    {
        const uint Protocol = 2;
        test.LoadArgument(0);
        test.IfEqual(InternetFamily, SeccompAction.NoSuchType, TestInternet);
        test.IfEqual(Internet6Family, SeccompAction.NoSuchType, TestInternet);
        test.ReturnIfEqual(UnixFamily, SeccompAction.NotPermitted);
        test.IfEqual(NetlinkFamily, SeccompAction.NoSuchFamily, static netlink =>
        {
            // NETLINK_ROUTE, which getifaddrs uses.
            netlink.LoadArgument(Protocol);
            netlink.ReturnIfEqual(0, SeccompAction.Allow);
        });

        static void TestInternet(FilterAssembler test)
        {
            LoadType(test);
            test.IfEqual(Stream, SeccompAction.NoSuchProtocol, static stream => TestProtocol(stream, Tcp));
            test.IfEqual(Datagram, SeccompAction.NoSuchProtocol, static datagram => TestProtocol(datagram, Udp));
            test.ReturnIfEqual(Raw, SeccompAction.NotPermitted);
        }

        static void TestProtocol(FilterAssembler test, uint usual)
        {
            test.LoadArgument(Protocol);
            test.ReturnIfAnyOf([0, usual], SeccompAction.Allow);
        }
    });

    /// <summary>
    /// Event loops need socket pairs. A stream pair stays connected; a datagram pair could connect or send to a socket
    /// in a bound host folder, because a read-only mount does not prevent that. Other families must not be available
    /// this way either.
    /// </summary>
    internal static readonly ArgumentRule Pair = new(new("socketpair", 53, 199), SeccompAction.NoSuchFamily, static test =>
    {
        test.LoadArgument(0);
        test.IfEqual(UnixFamily, SeccompAction.NotPermitted, static unix =>
        {
            LoadType(unix);
            unix.ReturnIfEqual(Stream, SeccompAction.Allow);
        });
    });

    /// <summary>
    /// An allowlist of options. Left out are filters, protocols over TCP, multicast groups, and whatever lets a socket
    /// hold more. Buffers keep their default size, because their content is kernel memory that no limit counts;
    /// programs must not rely on a requested size anyway.
    /// </summary>
    internal static readonly ArgumentRule SetOption = new(new("setsockopt", 54, 208), SeccompAction.NoSuchOption, static test =>
    {
        const uint Level = 1;
        test.LoadArgument(Level);
        test.IfEqual(SocketLevel, SeccompAction.NoSuchOption, static option =>
        {
            // SO_REUSEADDR, DONTROUTE, BROADCAST, KEEPALIVE, OOBINLINE, PRIORITY, LINGER, REUSEPORT, PASSCRED, RCVTIMEO, SNDTIMEO,
            // TIMESTAMP, TIMESTAMPNS, and the newer numbers of both pairs.
            AllowNames(option, [2, 5, 6, 9, 10, 12, 13, 15, 16, 20, 21, 29, 35, 63, 64, 66, 67]);
            option.ReturnIfAnyOf([SendBuffer, ReceiveBuffer], SeccompAction.Ignored);
        });

        // TCP_NODELAY, MAXSEG, CORK, KEEPIDLE, KEEPINTVL, KEEPCNT, SYNCNT, LINGER2, DEFER_ACCEPT, QUICKACK, USER_TIMEOUT, NOTSENT_LOWAT.
        test.IfEqual(Tcp, SeccompAction.NoSuchOption, static option => AllowNames(option, [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 18, 25]));

        // IP_TOS, TTL, PKTINFO, MTU_DISCOVER, RECVERR, RECVTTL, RECVTOS, FREEBIND, BIND_ADDRESS_NO_PORT,
        // MULTICAST_IF, MULTICAST_TTL, MULTICAST_LOOP, MULTICAST_ALL.
        test.IfEqual(0, SeccompAction.NoSuchOption, static option => AllowNames(option, [1, 2, 8, 10, 11, 12, 13, 15, 24, 32, 33, 34, 49]));

        // IPV6_UNICAST_HOPS, MULTICAST_IF, MULTICAST_HOPS, MULTICAST_LOOP, MTU_DISCOVER, RECVERR, V6ONLY, RECVPKTINFO,
        // RECVHOPLIMIT, DONTFRAG, RECVTCLASS, TCLASS.
        test.IfEqual(41, SeccompAction.NoSuchOption, static option => AllowNames(option, [16, 17, 18, 19, 23, 25, 26, 49, 51, 62, 66, 67]));

        // NETLINK_CAP_ACK, EXT_ACK, GET_STRICT_CHK.
        test.IfEqual(270, SeccompAction.NoSuchOption, static option => AllowNames(option, [10, 11, 12]));
    });

    /// <summary>TCP_ZEROCOPY_RECEIVE maps received data: memory that neither the process nor the socket is charged for.</summary>
    internal static readonly ArgumentRule GetOption = new(new("getsockopt", 55, 209), SeccompAction.Allow, static test =>
    {
        const uint Level = 1;
        const uint ZeroCopyReceive = 35;
        test.LoadArgument(Level);
        test.IfEqual(Tcp, SeccompAction.Allow, static option =>
        {
            option.LoadArgument(2);
            option.ReturnIfEqual(ZeroCopyReceive, SeccompAction.NoSuchOption);
        });
    });

    private static void LoadType(FilterAssembler test)
    {
        test.LoadArgument(1);
        test.Mask(TypeBits);
    }

    private static void AllowNames(FilterAssembler test, ReadOnlySpan<uint> names)
    {
        test.LoadArgument(2);
        test.ReturnIfAnyOf(names, SeccompAction.Allow);
    }
}
