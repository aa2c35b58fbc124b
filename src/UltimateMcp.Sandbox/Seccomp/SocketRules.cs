namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>TCP and UDP sockets, and socket pairs. What they send stays in the sandbox's own network namespace.</summary>
internal static class SocketRules
{
    private const uint AF_UNIX = 1;
    private const uint AF_INET = 2;
    private const uint AF_INET6 = 10;
    private const uint AF_NETLINK = 16;

    private const uint SOCK_STREAM = 1;
    private const uint SOCK_DGRAM = 2;
    private const uint SOCK_RAW = 3;

    // Without SOCK_NONBLOCK and SOCK_CLOEXEC.
    private const uint TypeBits = ~0x80800U;

    private const uint IPPROTO_TCP = 6;
    private const uint IPPROTO_UDP = 17;

    private const uint SOL_SOCKET = 1;
    private const uint SO_SNDBUF = 7;
    private const uint SO_RCVBUF = 8;

    /// <summary>
    /// Address families that namespaces confine. A unix socket could connect to one in a bound host folder, so only
    /// pairs are allowed.
    /// </summary>
    internal static readonly ArgumentRule Socket = new(new("socket", 41, 198), SeccompAction.EAFNOSUPPORT, static test =>
    {
        const uint Protocol = 2;
        test.LoadArgument(0);
        test.IfEqual(AF_INET, SeccompAction.ESOCKTNOSUPPORT, TestInternet);
        test.IfEqual(AF_INET6, SeccompAction.ESOCKTNOSUPPORT, TestInternet);
        test.ReturnIfEqual(AF_UNIX, SeccompAction.EPERM);
        test.IfEqual(AF_NETLINK, SeccompAction.EAFNOSUPPORT, static netlink =>
        {
            // NETLINK_ROUTE, which getifaddrs uses.
            netlink.LoadArgument(Protocol);
            netlink.ReturnIfEqual(0, SeccompAction.Allow);
        });

        static void TestInternet(FilterAssembler test)
        {
            LoadType(test);
            test.IfEqual(SOCK_STREAM, SeccompAction.EPROTONOSUPPORT, static stream => TestProtocol(stream, IPPROTO_TCP));
            test.IfEqual(SOCK_DGRAM, SeccompAction.EPROTONOSUPPORT, static datagram => TestProtocol(datagram, IPPROTO_UDP));
            test.ReturnIfEqual(SOCK_RAW, SeccompAction.EPERM);
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
    internal static readonly ArgumentRule Pair = new(new("socketpair", 53, 199), SeccompAction.EAFNOSUPPORT, static test =>
    {
        test.LoadArgument(0);
        test.IfEqual(AF_UNIX, SeccompAction.EPERM, static unix =>
        {
            LoadType(unix);
            unix.ReturnIfEqual(SOCK_STREAM, SeccompAction.Allow);
        });
    });

    /// <summary>
    /// An allowlist of options. Left out are filters, protocols over TCP, multicast groups, and whatever lets a socket
    /// hold more. Buffers keep their default size, because their content is kernel memory that no limit counts;
    /// programs must not rely on a requested size anyway.
    /// </summary>
    internal static readonly ArgumentRule SetOption = new(new("setsockopt", 54, 208), SeccompAction.ENOPROTOOPT, static test =>
    {
        const uint Level = 1;
        test.LoadArgument(Level);
        test.IfEqual(SOL_SOCKET, SeccompAction.ENOPROTOOPT, static option =>
        {
            // SO_REUSEADDR, DONTROUTE, BROADCAST, KEEPALIVE, OOBINLINE, PRIORITY, LINGER, REUSEPORT, PASSCRED, RCVTIMEO, SNDTIMEO,
            // TIMESTAMP, TIMESTAMPNS, and the newer numbers of both pairs.
            AllowNames(option, [2, 5, 6, 9, 10, 12, 13, 15, 16, 20, 21, 29, 35, 63, 64, 66, 67]);
            option.ReturnIfAnyOf([SO_SNDBUF, SO_RCVBUF], SeccompAction.Ignored);
        });

        // TCP_NODELAY, MAXSEG, CORK, KEEPIDLE, KEEPINTVL, KEEPCNT, SYNCNT, LINGER2, DEFER_ACCEPT, QUICKACK, USER_TIMEOUT, NOTSENT_LOWAT.
        test.IfEqual(IPPROTO_TCP, SeccompAction.ENOPROTOOPT, static option => AllowNames(option, [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 18, 25]));

        // IP_TOS, TTL, PKTINFO, MTU_DISCOVER, RECVERR, RECVTTL, RECVTOS, FREEBIND, BIND_ADDRESS_NO_PORT,
        // MULTICAST_IF, MULTICAST_TTL, MULTICAST_LOOP, MULTICAST_ALL.
        test.IfEqual(0, SeccompAction.ENOPROTOOPT, static option => AllowNames(option, [1, 2, 8, 10, 11, 12, 13, 15, 24, 32, 33, 34, 49]));

        // IPV6_UNICAST_HOPS, MULTICAST_IF, MULTICAST_HOPS, MULTICAST_LOOP, MTU_DISCOVER, RECVERR, V6ONLY, RECVPKTINFO,
        // RECVHOPLIMIT, DONTFRAG, RECVTCLASS, TCLASS.
        test.IfEqual(41, SeccompAction.ENOPROTOOPT, static option => AllowNames(option, [16, 17, 18, 19, 23, 25, 26, 49, 51, 62, 66, 67]));

        // NETLINK_CAP_ACK, EXT_ACK, GET_STRICT_CHK.
        test.IfEqual(270, SeccompAction.ENOPROTOOPT, static option => AllowNames(option, [10, 11, 12]));
    });

    /// <summary>TCP_ZEROCOPY_RECEIVE maps received data: memory that neither the process nor the socket is charged for.</summary>
    internal static readonly ArgumentRule GetOption = new(new("getsockopt", 55, 209), SeccompAction.Allow, static test =>
    {
        const uint Level = 1;
        const uint TCP_ZEROCOPY_RECEIVE = 35;
        test.LoadArgument(Level);
        test.IfEqual(IPPROTO_TCP, SeccompAction.Allow, static option =>
        {
            option.LoadArgument(2);
            option.ReturnIfEqual(TCP_ZEROCOPY_RECEIVE, SeccompAction.ENOPROTOOPT);
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
