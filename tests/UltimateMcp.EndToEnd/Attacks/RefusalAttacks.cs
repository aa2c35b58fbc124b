using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// Without isolation, nothing is run. The numbers: 84 bubblewrap missing, 85 user namespaces off, 86 no more processes
/// allowed, 87 the code was not run some other way, and is run when the cause has gone.
/// </summary>
public class RefusalAttacks(AttackServers servers)
{
    private static string Surroundings(string name) => Path.Combine(Act.Folder, "Surroundings", name);

    [Theory, EachIdentity]
    [Trait("Attack", "84")]
    [Trait("Attack", "87")]
    public async Task Without_bubblewrap_code_is_refused(Identity identity)
    {
        await using var server = await AttackServer.StartAsync(identity, Instead("none"));

        await IsRefusedAsync(server, "apt-get install");
    }

    [Theory, EachIdentity]
    [Trait("Attack", "85")]
    [Trait("Attack", "87")]
    public async Task Without_user_namespaces_code_is_refused(Identity identity)
    {
        await using var server = await AttackServer.StartAsync(
            identity, $"exec /usr/bin/python3 {Surroundings("no_user_namespaces.py")} \"$@\"");

        await IsRefusedAsync(server, "user.max_user_namespaces");
    }

    /// <summary>
    /// The limit is lowered by what starts bubblewrap. On the server it would be one on threads as well, and .NET's thread pool ends the
    /// process if it cannot start one (OutOfMemoryException in MaybeAddWorkingWorker).
    /// </summary>
    [Theory, EachIdentity]
    [Trait("Attack", "86")]
    [Trait("Attack", "87")]
    public async Task When_no_more_processes_are_allowed_code_is_refused_until_they_are(Identity identity)
    {
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var none = Path.Combine(folder.Path, "no-more-processes");
        var limited = Path.Combine(folder.Path, "limited");
        await File.WriteAllTextAsync(limited, $"""
            #!/bin/bash
            [ ! -e {none} ] || ulimit -S -u 1
            exec /usr/bin/bwrap.true "$@"
            """, TestContext.Current.CancellationToken);

        // An interpreter that was started before needs no process.
        await using var server = await AttackServer.StartAsync(identity, Instead(limited), AttackServer.NoPool);
        await server.LivesAsync();
        await File.WriteAllTextAsync(none, "", TestContext.Current.CancellationToken);

        await IsRefusedAsync(server, "ulimit -u");

        File.Delete(none);
        await server.LivesAsync();
    }

    /// <summary>The wrapper of a server that finds another file in place of bubblewrap, or none.</summary>
    private static string Instead(string file) => $"exec sh {Surroundings("other_bubblewrap.sh")} {file} \"$@\"";

    /// <summary>The same call is answered by any other server, so it is the surroundings that refuse it.</summary>
    private async Task IsRefusedAsync(AttackServer server, string fix)
    {
        var mark = Path.Combine(server.Outside, "mark");
        var code = $"print('ran')\ntry:\n    open('{mark}', 'w').close()\nexcept FileNotFoundError:\n    pass";

        var reply = await server.RunAsync(code);
        var elsewhere = await (await servers.OfAsync(server.Identity)).RunAsync(code);

        Assert.Equal("ran\n", elsewhere.Stdout);
        Assert.True(reply.ErrorCode == "sandbox_unavailable", $"{reply}\n{server.Server.Errors}");
        Assert.Contains(fix, reply.ErrorText, StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
    }
}
