using System.Net.Sockets;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

public class SocketAttacks(AttackServers servers)
{
    private const string OtherFamilies = "vsock alg packet bluetooth xdp can tipc key others pair_packet pair_vsock pair_internet";
    private const string OtherNetlink = "netlink_audit netlink_netfilter";

    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "12")]
    [Trait("Attack", "13")]
    [Trait("Attack", "14")]
    public async Task Only_the_families_that_a_namespace_confines_have_sockets(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        using var folder = new TemporaryFolder();
        var (path, name) = (folder.Combine("socket"), "ultimate-mcp-" + Guid.NewGuid());
        using var byPath = Listen(path);
        using var byName = Listen("\0" + name);
        Open(folder.Path, path);
        var act = new Act("sockets.py", path, name) { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", "path abstract high_word pair netlink_route");
        inside.AllAre("EPERM", "path abstract high_word");

        // Outside, the kernel complains of a type that no family has; the filter answers before.
        outside.AllAre("EINVAL", $"{OtherFamilies} {OtherNetlink}");
        inside.AllAre("EAFNOSUPPORT", $"{OtherFamilies} {OtherNetlink}");
        inside.AllAre("ok", "pair netlink_route");
    }

    [Theory, EachIdentity]
    [Trait("Attack", "93")]
    public async Task Sockets_speak_TCP_and_UDP_only(Identity identity)
    {
        const string Usual = "tcp4 tcp6 udp4 udp6";
        const string Others = "multipath4 multipath6 multipath_high_words lite4 lite6 control4 control6 messages4 messages6";
        var server = await servers.OfAsync(identity);
        var act = new Act("protocols.py");

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", $"{Usual} multipath4 multipath6 multipath_high_words");
        inside.AllAre("ok", Usual);
        inside.AllAre("EPROTONOSUPPORT", Others);
        inside.AllAre("ESOCKTNOSUPPORT", "sequenced4 sequenced6");
    }

    /// <summary>
    /// A read-only mount does not keep from sending to a socket. Where the tests may not place one below /usr, it is in
    /// another folder, which inside is not there.
    /// </summary>
    [Theory, EachIdentity]
    [Trait("Attack", "94")]
    public async Task The_end_of_a_pair_reaches_no_socket_of_the_host(Identity identity)
    {
        const string Pairs = "datagram_pair raw_pair sequenced_pair nonblocking_pair high_word_pair";
        const string Ways = "datagram_connect datagram_sendto datagram_sendmsg";
        var server = await servers.OfAsync(identity);
        using var folder = new TemporaryFolder(Identities.IsRoot ? "/usr/local" : null);
        var (forDatagrams, forStreams) = (folder.Combine("datagrams"), folder.Combine("streams"));
        using var datagrams = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        datagrams.Bind(new UnixDomainSocketEndPoint(forDatagrams));
        using var streams = Listen(forStreams);
        Open(folder.Path, forDatagrams, forStreams);
        var act = new Act("pairs.py", forDatagrams, forStreams);

        var outside = await server.OutsideAsync(act);
        var sentOutside = datagrams.Available;
        while (datagrams.Available > 0)
        {
            datagrams.Receive(new byte[1]);
        }

        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", $"{Pairs} {Ways}");
        Assert.True(sentOutside > 0);
        inside.AllAre("EPERM", $"{Pairs} {Ways}");
        Assert.Equal(0, datagrams.Available);

        // Connected for good.
        inside.AllAre("EISCONN", "stream_sendto stream_sendmsg");
        inside.AllAre("EINVAL", "stream_unconnect stream_listen");
        inside.NoneIs("ok", "stream_connect");
    }

    [Theory, EachIdentity]
    [Trait("Attack", "99")]
    public async Task No_option_makes_a_socket_hold_more_or_speak_another_protocol(Identity identity)
    {
        const string Usual = "no_delay reuse";
        const string Others = "zero_copy device fast_open save_syn layer ip_options group zero_copy_receive";
        var server = await servers.OfAsync(identity);
        var act = new Act("protocols.py");

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", $"{Usual} zero_copy save_syn ip_options");
        outside.NoneIs("ENOPROTOOPT", Others);
        inside.AllAre("ok", Usual);
        inside.AllAre("ENOPROTOOPT", Others);
    }

    private static Socket Listen(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(name));
        socket.Listen();
        return socket;
    }

    private static void Open(params string[] paths) => Array.ForEach(
        paths,
        path => File.SetUnixFileMode(path, (UnixFileMode)0x1ff));
}
