using System.Net;
using System.Net.Sockets;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>Attacks by the shell itself. What needs system calls, it starts: see the acts that run as bash.</summary>
public class BashAttacks(AttackServers servers)
{
    private const string Missing = "No such file or directory";

    [Theory, EachIdentity]
    [Trait("Attack", "2")]
    [Trait("Attack", "3")]
    [Trait("Attack", "4")]
    [Trait("Attack", "5")]
    [Trait("Attack", "6")]
    [Trait("Attack", "8")]
    [Trait("Attack", "9")]
    [Trait("Attack", "10")]
    [Trait("Attack", "55")]
    public async Task Nothing_of_the_host_can_be_reached(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = NetworkAttacks.PortOf(listener.LocalEndpoint);
        var act = new Act("reach.sh", port, AttackServer.SecretValue, server.SecretFile, server.Outside);

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", "read parents write loopback");
        outside.NoneIs("0", "own environments inherited");
        inside.AllAre(Missing, "read root parents write");
        inside.AllAre("Read-only file system", "system");
        inside.AllAre("0", "own environments inherited");
        inside.AllAre("Connection refused", "loopback");
        inside.AllAre("Network is unreachable", "public datagrams");
    }
}
