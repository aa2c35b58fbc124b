using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// Attacks by node. Each act is JavaScript, which is TypeScript too: inside it runs as both, outside as the former.
/// </summary>
public class NodeAttacks(AttackServers servers)
{
    private const string JavaScript = "javascript";
    private const string TypeScript = "typescript";

    [Theory]
    [EachIdentity(JavaScript)]
    [EachIdentity(TypeScript)]
    [Trait("Attack", "2")]
    [Trait("Attack", "3")]
    [Trait("Attack", "5")]
    [Trait("Attack", "6")]
    [Trait("Attack", "7")]
    [Trait("Attack", "8")]
    [Trait("Attack", "9")]
    [Trait("Attack", "55")]
    public async Task Nothing_of_the_host_can_be_reached(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = NetworkAttacks.PortOf(listener.LocalEndpoint);
        var act = new Act("reach.js", port, AttackServer.SecretValue, server.SecretFile, server.Outside) { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", "read write spawn loopback");
        outside.NoneIs("0", "own environments inherited");
        inside.AllAre("ENOENT", "read write");
        inside.AllAre("EROFS", "system");
        Assert.Contains(inside["worker"], (string[])["EROFS", "ENOENT"]);
        inside.AllAre("0", "own environments lines inherited");
        inside.AllAre("EAGAIN", "spawn");
        Assert.Equal("loopback=ECONNREFUSED public=ENETUNREACH name=EAI_AGAIN", inside.To("loopback", "public", "name"));
    }

    [Theory]
    [EachIdentity(JavaScript, "large", 11, "EFBIG")]
    [EachIdentity(TypeScript, "large", 11, "EFBIG")]
    [EachIdentity(TypeScript, "many", 9, "ENOSPC")]
    [EachIdentity(TypeScript, "descriptors", 300, "EMFILE")]
    [Trait("Attack", "50")]
    [Trait("Attack", "51")]
    [Trait("Attack", "54")]
    public async Task What_is_written_and_opened_is_bounded(Identity identity, string language, string way, int most, string answer)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("disk.js", way, most.ToString(CultureInfo.InvariantCulture)) { RunAs = language };

        Assert.Equal("ok", (await server.OutsideAsync(act))["disk"]);
        Assert.Equal(answer, (await server.InsideAsync(act))["disk"]);
    }

    /// <summary>The types are removed where the program runs, so it bears all that its text does to that.</summary>
    [Theory]
    [EachIdentity("(", 20_000, "1", ")")]
    [EachIdentity("{", 20_000, "", "}")]
    [EachIdentity("let a: A<", 1, "", "> = 1;")]
    [EachIdentity("A<", 20_000, "B", ">")]
    [EachIdentity("`${", 10_000, "1", "}`")]
    [EachIdentity("[", 100_000, "", "")]
    [EachIdentity("a?b:", 100_000, "c", "")]
    [EachIdentity("type A = { b: ", 10_000, "1", "}")]
    [EachIdentity("enum A { B = ", 1, "", "}")]
    [EachIdentity("namespace A {", 5_000, "", "}")]
    [Trait("Attack", "136")]
    public async Task A_text_that_is_hard_to_remove_types_from_harms_only_its_own_run(
        Identity identity, string open, int times, string core, string close)
    {
        var server = await servers.OfAsync(identity);
        var code = string.Concat(Enumerable.Repeat(open, times)) + core + string.Concat(Enumerable.Repeat(close, times));

        var reply = await server.RunAsync("let first: number = 1;\n" + code, TypeScript);

        Assert.True(reply is { IsError: false, Outcome: "exited" or "memory_limit" or "signaled" }, reply.ToString());
        Assert.NotEqual(0, reply.ExitCode);
        await server.LivesAsync();
    }

    [Theory, EachIdentity]
    [Trait("Attack", "136")]
    public async Task Two_megabytes_of_types_end_in_an_ordinary_result(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        var code = string.Concat(Enumerable.Range(0, 40_000).Select(n => $"interface A{n} {{ b: A{n + 1}<string[]> }}\n"));

        var reply = await server.RunAsync(code, TypeScript);

        Assert.True(reply is { IsError: false, Outcome: "exited" or "memory_limit" }, reply.ToString());
        await server.LivesAsync();
    }
}
