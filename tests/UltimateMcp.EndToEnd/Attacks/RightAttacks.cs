namespace UltimateMcp.EndToEnd.Attacks;

public class RightAttacks(AttackServers servers)
{
    private const string Limits = "files core file_size data address_space processes cpu messages memlock";

    [Theory, EachIdentity]
    [Trait("Attack", "36")]
    public async Task Setuid_programs_give_no_rights(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("setuid.sh");

        // root has nothing to gain by it: the outside half is always an ordinary user's.
        var outside = await server.OutsideAsync(act, Identity.User);
        var inside = await server.InsideAsync(act);

        Assert.Equal("1", outside["silent"]);
        Assert.Equal("0", inside["silent"]);
    }

    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "36")]
    [Trait("Attack", "37")]
    public async Task No_right_and_no_limit_can_be_raised(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("rights.py") { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", $"{Limits} mlock");
        outside.AllAre(identity == Identity.Root ? "ok" : "EPERM", "setuid setgid setgroups realtime");
        Assert.Equal("nosuid=False", outside.To("nosuid"));
        inside.AllAre("refused", $"{Limits} hard_files");
        inside.AllAre("EPERM", "mlock setgroups realtime");
        inside.NoneIs("ok", "setuid setgid setuid_nobody nice");
        Assert.Equal("nosuid=True", inside.To("nosuid"));
    }
}
