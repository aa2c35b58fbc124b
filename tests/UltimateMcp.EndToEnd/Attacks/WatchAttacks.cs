namespace UltimateMcp.EndToEnd.Attacks;

public class WatchAttacks(AttackServers servers)
{
    [Theory, EachIdentity]
    [Trait("Attack", "97")]
    public async Task A_process_stays_in_sight_and_dumps_no_core(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("itself.py");

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.Equal("undumpable=ok seen=no core_limit=set", outside.To("undumpable", "seen", "core_limit"));
        Assert.Equal("undumpable=EPERM seen=yes core_limit=kept", inside.To("undumpable", "seen", "core_limit"));
    }
}
