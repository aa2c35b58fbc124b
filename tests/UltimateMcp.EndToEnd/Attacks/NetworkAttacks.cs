using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace UltimateMcp.EndToEnd.Attacks;

public class NetworkAttacks(AttackServers servers)
{
    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "8")]
    [Trait("Attack", "9")]
    [Trait("Attack", "10")]
    [Trait("Attack", "11")]
    public async Task Neither_the_host_nor_any_network_can_be_reached(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        using var listener = TcpListener.Create(0);
        using var datagrams = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Start();
        var asked = AnswerAsync(datagrams);
        var act = new Act(
            "network.py", PortOf(listener.LocalEndpoint), PortOf(datagrams.Client.LocalEndPoint!), OwnAddress() ?? "127.0.0.2")
        {
            RunAs = language,
        };

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

    [Theory, EachIdentity]
    [Trait("Attack", "130")]
    public async Task What_a_connection_holds_is_bounded_before_there_is_one(Identity identity)
    {
        Assert.SkipWhen(await IsReadOnlyAsync("/proc/sys/net"), "Needs settings of network namespaces that can be written.");
        const int MostHeld = 512 * 1024;
        const int MostWaiting = 80;
        var server = await servers.OfAsync(identity);
        var act = new Act("connections.py");

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.All(
            (string[])["held4", "held6"],
            name => Assert.True(
                NumberIn(outside, name) > MostHeld && NumberIn(inside, name) < MostHeld, $"{name} {outside.Text} {inside.Text}"));
        Assert.InRange(NumberIn(outside, "waiting"), MostWaiting + 1, int.MaxValue);
        Assert.InRange(NumberIn(inside, "waiting"), 1, MostWaiting);
    }

    private static int NumberIn(Answers answers, string name) => int.Parse(answers[name], CultureInfo.InvariantCulture);

    /// <summary>Whether the mount is; a field of mountinfo tells, proc_pid_mountinfo(5).</summary>
    private static async Task<bool> IsReadOnlyAsync(string folder)
    {
        const int Place = 4;
        const int Options = 5;
        var mounts = (await File.ReadAllLinesAsync("/proc/self/mountinfo")).Select(line => line.Split(' '));
        var own = mounts.Where(fields => folder.StartsWith(fields[Place], StringComparison.Ordinal)).MaxBy(fields => fields[Place].Length);
        return own is not null && own[Options].Split(',').Contains("ro", StringComparer.Ordinal);
    }

    /// <summary>
    /// Answers the first query, and tells which it was: the inside half runs first, so a datagram of its would be the
    /// first.
    /// </summary>
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
        .FirstOrDefault(one => one.Address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one.Address))
        ?.Address.ToString();

    internal static string PortOf(EndPoint endpoint) => ((IPEndPoint)endpoint).Port.ToString(CultureInfo.InvariantCulture);
}
