using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace UltimateMcp.EndToEnd.Attacks;

public class NetworkAttacks(AttackServers servers)
{
    [Theory, EachIdentity]
    [Trait("Attack", "8")]
    [Trait("Attack", "9")]
    [Trait("Attack", "10")]
    [Trait("Attack", "11")]
    public async Task Neither_the_host_nor_any_network_can_be_reached(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        using var listener = TcpListener.Create(0);
        using var datagrams = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Start();
        var asked = AnswerAsync(datagrams);
        var act = new Act("network.py", PortOf(listener.LocalEndpoint), PortOf(datagrams.Client.LocalEndPoint!), OwnAddress() ?? "127.0.0.2");

        var inside = await server.InsideAsync(act);
        var outside = await server.OutsideAsync(act);

        outside.AllAre("ok", "loopback host udp");
        Assert.Equal("query from outside", await asked);
        inside.AllAre("ECONNREFUSED", "loopback udp");
        Assert.Contains(inside["loopback6"], (string[])["ECONNREFUSED", "EADDRNOTAVAIL"]);
        inside.AllAre("ENETUNREACH", "public public6 metadata");
        Assert.Equal(OwnAddress() is null ? "ECONNREFUSED" : "ENETUNREACH", inside["host"]);
        Assert.Equal("EAI_AGAIN", inside["name"]);

        // Where the host has no network itself, this still tells whose answer it was.
        Assert.Equal("lo", inside["interfaces"]);
        Assert.NotEqual(outside["namespace"], inside["namespace"]);
    }

    /// <summary>Answers the first query, and tells which it was: the inside half runs first, so a datagram of its would be the first.</summary>
    private static async Task<string> AnswerAsync(UdpClient socket)
    {
        var query = await socket.ReceiveAsync();
        await socket.SendAsync("answer"u8.ToArray(), query.RemoteEndPoint);
        return Encoding.UTF8.GetString(query.Buffer);
    }

    /// <summary>An address that other machines know this one by; null where there is no network.</summary>
    private static string? OwnAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(one => one.OperationalStatus == OperationalStatus.Up)
        .SelectMany(one => one.GetIPProperties().UnicastAddresses)
        .FirstOrDefault(one => one.Address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one.Address))?.Address.ToString();

    private static string PortOf(EndPoint endpoint) => ((IPEndPoint)endpoint).Port.ToString(CultureInfo.InvariantCulture);
}
