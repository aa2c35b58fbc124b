using System.Globalization;

namespace UltimateMcp.EndToEnd.Attacks;

public class EnvironmentAttacks(AttackServers servers)
{
    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "5")]
    [Trait("Attack", "6")]
    [Trait("Attack", "7")]
    public async Task No_process_inside_shows_the_servers_secrets_its_paths_or_the_code(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("environment.py", AttackServer.SecretValue, server.Home, server.Binary) { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.Equal(
            "own.0=1 environments.0=1 environments.1=1 lines.2=1", outside.To("own.0", "environments.0", "environments.1", "lines.2"));
        inside.AllAre("0", "own.0 own.1 environments.0 environments.1 environments.2 lines.0 lines.1 lines.2 code");
        string[] ofShell = language == "bash" ? ["PYTHONUNBUFFERED", "SHLVL"] : [];
        string[] names =
        [
            "HOME", "LANG", "MALLOC_ARENA_MAX", "MKL_NUM_THREADS", "MPLBACKEND", "MPLCONFIGDIR", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS",
            "PATH", "PWD", "PYTHONNOUSERSITE", "PYTHONPATH", "TMPDIR", "XDG_CACHE_HOME", .. ofShell,
        ];
        Assert.Equal(names.Order(StringComparer.Ordinal), inside["names"].Split(','));
    }

    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "7")]
    public async Task A_program_sees_no_user_name_and_no_user_number_of_the_host(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("who.py") { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.Equal(Identities.NumberOf(identity).ToString(CultureInfo.InvariantCulture), outside["user"]);
        Assert.Equal("user=1000 group=1000 groups= name=sandbox host=sandbox", inside.To("user", "group", "groups", "name", "host"));
        Assert.NotEqual("sandbox", outside["host"]);
    }
}
