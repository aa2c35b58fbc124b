using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Pool;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>What all attacks rest on: an act finds an interpreter that has waited for it, unless they are made cold.</summary>
public class WarmAttacks
{
    [Theory]
    [InlineData("who.py", "python")]
    [InlineData("links.js", "javascript")]
    [InlineData("links.js", "typescript")]
    [InlineData("setuid.sh", "bash")]
    [InlineData("links.cs.txt", "csharp")]
    public async Task An_act_runs_in_an_interpreter_of_its_language_that_has_waited(string name, string language)
    {
        await using var server = await AttackServer.StartAsync(Identity.User);
        var act = new Act(name, "/etc/passwd") { RunAs = language };
        await server.RunAsync(act);
        if (AttackServer.IsWarm)
        {
            await server.Server.FillAsync(language);
        }

        var before = await PoolReading.OfAsync(server.Server, language);
        var reply = await server.RunAsync(act);
        var after = await PoolReading.OfAsync(server.Server, language);

        Assert.False(reply.IsError);
        Assert.Equal(AttackServer.IsWarm ? 1 : 0, after.WarmRuns - before.WarmRuns);
    }
}
