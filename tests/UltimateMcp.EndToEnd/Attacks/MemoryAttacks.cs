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

        // An ordinary user has 64 MiB of pipes in all, and the other servers of these tests hold some of them.
        var (most, outsider) = kind is "pipes" ? (50, Identity.Root) : (2 * LimitMebibytes, identity);

        var outside = await server.OutsideAsync(new Act("memory.py", kind, $"{most}", server.Outside), outsider);
        var (reply, dip) = await MachineDip.OfAsync(server, new Act("memory.py", kind, "4096"), LimitMebibytes);

        Assert.Equal("ok", outside["memory"]);
        Assert.True(dip.IsAsPromised, dip.ToString());
        Assert.True(reply.Outcome == "memory_limit" || Answers.Of(reply.Stdout)["memory"] != "ok", reply.ToString());
    }

    [Theory]
    [EachIdentity("buffers", "memory.js", "javascript")]
    [EachIdentity("shared", "memory.js", "javascript")]
    [EachIdentity("wasm", "memory.js", "javascript")]
    [EachIdentity("buffers", "memory.js", "typescript")]
    [EachIdentity("shared", "memory.js", "typescript")]
    [EachIdentity("wasm", "memory.js", "typescript")]
    [EachIdentity("heap", "memory.cs.txt", "csharp")]
    [EachIdentity("native", "memory.cs.txt", "csharp")]
    [EachIdentity("private", "memory.cs.txt", "csharp")]
    [EachIdentity("shared", "memory.cs.txt", "csharp")]
    [EachIdentity("copied", "memory.cs.txt", "csharp")]
    [Trait("Attack", "45")]
    [Trait("Attack", "47")]
    public async Task Memory_on_a_heap_and_beside_it_is_bounded_too(Identity identity, string kind, string act, string language)
    {
        var server = await ServerAsync(identity);

        var outside = await server.OutsideAsync(new Act(act, kind, "200"));
        var (reply, dip) = await MachineDip.OfAsync(server, new Act(act, kind, "4096") { RunAs = language }, LimitMebibytes);

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
