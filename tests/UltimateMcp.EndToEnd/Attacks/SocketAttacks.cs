using System.Net.Sockets;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

public class SocketAttacks(AttackServers servers)
{
    private const string OtherFamilies = "vsock alg packet bluetooth xdp can tipc key others pair_packet pair_vsock pair_internet";
    private const string OtherNetlink = "netlink_audit netlink_netfilter";

    [Theory, EachIdentity]
    [Trait("Attack", "12")]
    [Trait("Attack", "13")]
    [Trait("Attack", "14")]
    public async Task Only_the_families_that_a_namespace_confines_have_sockets(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        using var folder = new TemporaryFolder();
        var (path, name) = (folder.Combine("socket"), "ultimate-mcp-" + Guid.NewGuid());
        using var byPath = Listen(path);
        using var byName = Listen("\0" + name);
        Open(folder.Path, path);
        var act = new Act("sockets.py", path, name);

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", "path abstract high_word pair netlink_route");
        inside.AllAre("EPERM", "path abstract high_word");

        // Outside, the kernel complains of a type that no family has; the filter answers before.
        outside.AllAre("EINVAL", $"{OtherFamilies} {OtherNetlink}");
        inside.AllAre("EAFNOSUPPORT", $"{OtherFamilies} {OtherNetlink}");
        inside.AllAre("ok", "pair netlink_route");
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
