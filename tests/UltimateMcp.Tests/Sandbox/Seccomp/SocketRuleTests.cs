using static UltimateMcp.Tests.Sandbox.Seccomp.FilterActions;

namespace UltimateMcp.Tests.Sandbox.Seccomp;

public class SocketRuleTests
{
    private const ulong NonBlocking = 0x800;
    private const ulong CloseOnExec = 0x80000;

    [Theory]
    [InlineData(2, 1, 0, Allow)]
    [InlineData(2, 1, 6, Allow)]
    [InlineData(2, NonBlocking | CloseOnExec | 1, 6, Allow)]
    [InlineData(2, 2, 0, Allow)]
    [InlineData(10, 2, 17, Allow)]
    [InlineData(HighWord | 2, HighWord | 1, HighWord | 6, Allow)]
    [InlineData(2, 1, 262, NoSuchProtocol)]
    [InlineData(2, 1, 132, NoSuchProtocol)]
    [InlineData(2, 1, 17, NoSuchProtocol)]
    [InlineData(2, 2, 136, NoSuchProtocol)]
    [InlineData(10, 2, 136, NoSuchProtocol)]
    [InlineData(2, 2, 1, NoSuchProtocol)]
    [InlineData(2, 2, 6, NoSuchProtocol)]
    [InlineData(10, 1, 262, NoSuchProtocol)]
    [InlineData(2, 5, 132, NoSuchType)]
    [InlineData(2, 6, 33, NoSuchType)]
    [InlineData(10, 15, 0, NoSuchType)]
    [InlineData(2, 3, 1, NotPermitted)]
    [InlineData(1, 1, 0, NotPermitted)]
    [InlineData(HighWord | 1, 1, 0, NotPermitted)]
    [InlineData(16, 3, 0, Allow)]
    [InlineData(16, 3, 9, NoSuchFamily)]
    [InlineData(17, 3, 0, NoSuchFamily)]
    [InlineData(38, 5, 0, NoSuchFamily)]
    [InlineData(40, 1, 0, NoSuchFamily)]
    public void Sockets_speak_TCP_and_UDP_by_their_usual_protocol(ulong family, ulong type, ulong protocol, uint answer) =>
        AssertAnswer("socket", answer, family, type, protocol);

    [Theory]
    [InlineData(1, 1, Allow)]
    [InlineData(1, NonBlocking | CloseOnExec | 1, Allow)]
    [InlineData(HighWord | 1, HighWord | 1, Allow)]
    [InlineData(1, 2, NotPermitted)]
    [InlineData(1, CloseOnExec | 2, NotPermitted)]
    [InlineData(1, 3, NotPermitted)]
    [InlineData(1, 5, NotPermitted)]
    [InlineData(2, 1, NoSuchFamily)]
    [InlineData(17, 3, NoSuchFamily)]
    [InlineData(40, 1, NoSuchFamily)]
    public void Pairs_are_of_streams_which_stay_connected(ulong family, ulong type, uint answer) =>
        AssertAnswer("socketpair", answer, family, type, 0);

    [Theory]
    [InlineData(1, 7, Ignored)]
    [InlineData(1, 8, Ignored)]
    [InlineData(HighWord | 1, HighWord | 7, Ignored)]
    public void The_buffers_of_sockets_keep_their_size(ulong level, ulong option, uint answer) =>
        AssertAnswer("setsockopt", answer, 0, level, option);

    // SO_REUSEADDR, TCP_NODELAY, IP_TTL, IPV6_V6ONLY, NETLINK_EXT_ACK; then SO_RCVLOWAT, ATTACH_FILTER, RCVBUFFORCE,
    // ATTACH_BPF, ATTACH_REUSEPORT_CBPF, ZEROCOPY; TCP_REPAIR, FASTOPEN, SAVE_SYN, ULP; IP_OPTIONS, ADD_MEMBERSHIP,
    // MSFILTER, IPT_SO_SET_REPLACE; IPV6_ADD_MEMBERSHIP, FLOWLABEL_MGR, IP6T_SO_SET_REPLACE; UDP_ENCAP; SOL_TLS.
    [Theory]
    [InlineData(1, 2, Allow)]
    [InlineData(6, 1, Allow)]
    [InlineData(0, 2, Allow)]
    [InlineData(41, 26, Allow)]
    [InlineData(270, 11, Allow)]
    [InlineData(1, 18, NoSuchOption)]
    [InlineData(1, 26, NoSuchOption)]
    [InlineData(1, 33, NoSuchOption)]
    [InlineData(1, 50, NoSuchOption)]
    [InlineData(1, 51, NoSuchOption)]
    [InlineData(1, 60, NoSuchOption)]
    [InlineData(6, 19, NoSuchOption)]
    [InlineData(6, 23, NoSuchOption)]
    [InlineData(6, 27, NoSuchOption)]
    [InlineData(6, 31, NoSuchOption)]
    [InlineData(0, 4, NoSuchOption)]
    [InlineData(0, 35, NoSuchOption)]
    [InlineData(0, 41, NoSuchOption)]
    [InlineData(0, 64, NoSuchOption)]
    [InlineData(41, 20, NoSuchOption)]
    [InlineData(41, 32, NoSuchOption)]
    [InlineData(41, 64, NoSuchOption)]
    [InlineData(17, 100, NoSuchOption)]
    [InlineData(282, 1, NoSuchOption)]
    public void Options_of_sockets_are_those_of_a_list(ulong level, ulong option, uint answer) =>
        AssertAnswer("setsockopt", answer, 0, level, option);

    [Theory]
    [InlineData(6, 35, NoSuchOption)]
    [InlineData(6, 11, Allow)]
    [InlineData(1, 35, Allow)]
    public void What_has_arrived_is_copied_not_mapped(ulong level, ulong option, uint answer) =>
        AssertAnswer("getsockopt", answer, 0, level, option);
}
