using System.Globalization;

namespace UltimateMcp.EndToEnd.Attacks;

[Collection(Measured.Name)]
public class MemoryAttacks(AttackServers servers)
{
    private const int LimitMebibytes = 64;

    [Theory]
    [EachIdentity("heap")]
    [EachIdentity("private")]
    [EachIdentity("stacks")]
    [EachIdentity("shared")]
    [EachIdentity("shared_zero")]
    [EachIdentity("memfd")]
    [EachIdentity("sysv")]
    [EachIdentity("pipes")]
    [EachIdentity("sockets")]
    [EachIdentity("tcp")]
    [EachIdentity("tmpfs")]
    [Trait("Attack", "45")]
    [Trait("Attack", "46")]
    [Trait("Attack", "47")]
    [Trait("Attack", "48")]
    [Trait("Attack", "49")]
    public async Task The_machine_does_not_feel_a_program_that_takes_all_it_gets(Identity identity, string kind)
    {
        var server = await ServerAsync(identity);

        // An ordinary user has at most 64 MiB of pipes anywhere.
        var most = kind is "pipes" ? 50 : 2 * LimitMebibytes;

        var outside = await server.OutsideAsync(new Act("memory.py", kind, $"{most}", server.Outside));
        var (reply, dip) = await MachineDip.OfAsync(server, new Act("memory.py", kind, "4096"), LimitMebibytes);

        Assert.Equal("ok", outside["memory"]);
        Assert.True(dip.IsAsPromised, dip.ToString());
        Assert.True(reply.Outcome == "memory_limit" || Answers.Of(reply.Stdout)["memory"] != "ok", reply.ToString());
    }

    [Theory]
    [EachIdentity("buffers")]
    [EachIdentity("shared")]
    [EachIdentity("wasm")]
    [Trait("Attack", "45")]
    [Trait("Attack", "47")]
    public async Task Memory_beside_a_heap_is_bounded_too(Identity identity, string kind)
    {
        var server = await ServerAsync(identity);

        var outside = await server.OutsideAsync(new Act("memory.js", kind, "200"));
        var (reply, dip) = await MachineDip.OfAsync(server, new Act("memory.js", kind, "4096"), LimitMebibytes);

        Assert.Equal("ok", outside["memory"]);
        Assert.True(dip.IsAsPromised, dip.ToString());
        Assert.True(reply.Outcome == "memory_limit", reply.ToString());
    }

    [Theory, EachIdentity]
    [Trait("Attack", "45")]
    public async Task Processes_that_are_small_alone_are_ended_when_all_together_are_not(Identity identity)
    {
        var server = await ServerAsync(identity);

        var outside = await server.OutsideAsync(new Act("memory.sh", "20", "go"));
        var (reply, dip) = await MachineDip.OfAsync(server, new Act("memory.sh", "20", "stay"), LimitMebibytes);

        Assert.Equal("ok", outside["memory"]);
        Assert.True(dip.IsAsPromised, dip.ToString());
        Assert.True(reply.Outcome == "memory_limit", reply.ToString());
    }

    private Task<AttackServer> ServerAsync(Identity identity) =>
        servers.OfAsync(identity, "MAX_MEMORY_MB", LimitMebibytes.ToString(CultureInfo.InvariantCulture));
}
