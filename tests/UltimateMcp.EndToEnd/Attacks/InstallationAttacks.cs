using System.Net.Sockets;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// Interpreters outside <c>/usr</c> show nothing of where they lie. The numbers: 100 an interpreter in a home that is
/// named by a link, 101 one among a project's files, 102 hidden files and sockets in its library, 103 a home that is
/// mounted a second time, 104 node and what lies beside it, 105 a library that changes while the server runs.
/// </summary>
public class InstallationAttacks(AttackServers servers)
{
    private static string Filesystem(ToolAnswer reply) => reply.Isolation("filesystem");

    [Theory, EachIdentity]
    [Trait("Attack", "100")]
    public async Task An_interpreter_in_a_home_that_a_link_names_shows_nothing_else_of_it(Identity identity)
    {
        using var python = new InstalledPython(identity, "people/user/.local", withLibrary: true);
        string[] secrets =
        [
            python.Place("people/user/.ssh/id_ed25519"), python.Place("people/user/.local/share/keyrings/login"),
            python.Place("people/user/.local/share/ultimate-mcp/runs/run_0/stdout"),
            python.Place("people/user/.local/bin/token"), python.Place("people/user/.local/lib/notes"),
        ];
        var home = python.Link("home", "people/user");
        string[] byLink = [.. secrets.Select(secret => secret.Replace(python.Root + "/people/user", home, StringComparison.Ordinal))];
        await using var server = await AttackServer.StartAsync(
            identity, null, ("HOME", home), ("PATH", $"{home}/.local/bin:/usr/bin:/bin"));
        var act = new Act("look.py", [.. secrets, .. byLink]);

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.Equal((python.Executable, python.Executable), (outside["executable"], inside["executable"]));
        Assert.Equal((".local,.ssh", ".local"), (outside["beside"], inside["beside"]));
        outside.AllAre("ok", string.Join(' ', secrets));
        inside.AllAre("ENOENT", string.Join(' ', [.. secrets, .. byLink]));
        Assert.Equal($"scratch; read-only: {python.Executable}, {python.Library}", Filesystem(await server.RunAsync("print(1)")));
    }

    [Theory, EachIdentity]
    [Trait("Attack", "101")]
    public async Task An_interpreter_among_a_project_s_files_shows_none_of_them_and_the_reply_tells_what_is_visible(Identity identity)
    {
        using var python = new InstalledPython(identity, "project", withLibrary: false);
        string[] secrets =
        [
            python.Place("project/.env"),
            python.Place("project/settings"),
            python.Place("project/lib/data"),
            python.Place("project/bin/token"),
        ];
        await using var server = await AttackServer.StartAsync(identity, null, ("PATH", python.SearchPath));
        var act = new Act("look.py", secrets);

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.Equal((python.Executable, python.Executable), (outside["executable"], inside["executable"]));
        outside.AllAre("ok", string.Join(' ', secrets));
        inside.AllAre("ENOENT", string.Join(' ', secrets));
        Assert.Equal($"scratch; read-only: {python.Executable}", Filesystem(await server.RunAsync("print(1)")));
    }

    [Theory, EachIdentity]
    [Trait("Attack", "102")]
    public async Task Hidden_files_and_sockets_in_a_library_are_masked(Identity identity)
    {
        using var python = new InstalledPython(identity, "install", withLibrary: true);
        var name = Path.GetFileName(python.Library);
        string[] hidden = [python.Place($"install/lib/{name}/.env"), python.Place($"install/lib/{name}/json/.netrc")];
        var inHidden = python.Place($"install/lib/{name}/json/.git/config");
        var shown = python.Place($"install/lib/{name}/site-packages/package/.libs/data");
        var agent = $"{python.Library}/agent";
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(agent));
        await using var server = await AttackServer.StartAsync(identity, null, ("PATH", python.SearchPath));
        var act = new Act("look.py", [.. hidden, inHidden, shown, agent]);

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);
        var kind = await server.RunAsync($"import os, stat; print(stat.S_ISSOCK(os.stat('{agent}').st_mode))");

        outside.AllAre("ok", string.Join(' ', [.. hidden, inHidden, shown]));
        Assert.Equal("ENXIO", outside[agent]);
        inside.AllAre("EACCES", string.Join(' ', [.. hidden, agent]));
        inside.AllAre("ENOENT", inHidden);
        inside.AllAre("ok", shown);
        Assert.Equal("False\n", kind.Stdout);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "103")]
    public async Task A_home_that_is_mounted_a_second_time_is_not_visible_by_that_name_either(Identity identity)
    {
        Assert.SkipUnless(Identities.IsRoot, "The tests run as an ordinary user, who cannot mount.");
        using var python = new InstalledPython(identity, "people/user/.local", withLibrary: false);
        var secret = python.Place("people/user/token");
        var home = $"{python.Root}/people/user";
        const string Second = "/usr/share/doc";
        var wrapper = $"exec unshare --mount sh -c 'mount --bind {home} {Second} && exec \"$@\"' sh \"$@\"";
        await using var server = await AttackServer.StartAsync(identity, wrapper, ("HOME", home), ("PATH", "/usr/bin:/bin"));
        var act = new Act("read_files.py", secret, $"{Second}/token");

        var seenByServer = File.Exists($"/proc/{server.Server.ProcessId}/root{Second}/token");
        var inside = await server.InsideAsync(act);

        Assert.True(seenByServer);
        inside.AllAre("ENOENT", $"{secret} {Second}/token");
    }

    [Theory, EachIdentity]
    [Trait("Attack", "104")]
    public async Task Node_shows_nothing_of_what_lies_beside_it(Identity identity)
    {
        using var python = new InstalledPython(identity, "project", withLibrary: false);
        var node = Path.Combine(Path.GetDirectoryName(python.Executable)!, "node");
        File.Copy((await (await servers.OfAsync(identity)).RunAsync("console.log(process.execPath)", "javascript")).Stdout.Trim(), node);
        string[] secrets =
        [
            python.Place("project/.env"),
            python.Place("project/.npmrc"),
            python.Place("project/lib/data"),
            python.Place("project/bin/token"),
        ];
        var hidden = python.Place("project/lib/node_modules/package/.npmrc");
        var module = python.Place("project/lib/node_modules/package/index.js");
        await using var server = await AttackServer.StartAsync(identity, null, ("PATH", python.SearchPath));
        var code = $$"""
            const fs = require('fs');
            for (const path of '{{string.Join(' ', [.. secrets, hidden, module])}}'.split(' ')) {
              try { fs.readFileSync(path); console.log(path, 'ok'); } catch (e) { console.log(path, e.code); }
            }
            console.log('executable', process.execPath);
            """;
        var act = new Act("look.py", [.. secrets, hidden, module]);

        var outside = await server.OutsideAsync(act);
        var inside = Answers.Of((await server.RunAsync(code, "javascript")).Stdout);

        Assert.Equal(node, inside["executable"]);
        outside.AllAre("ok", string.Join(' ', [.. secrets, hidden, module]));
        inside.AllAre("ENOENT", string.Join(' ', secrets));
        inside.AllAre("EACCES", hidden);
        inside.AllAre("ok", module);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "105")]
    public async Task A_library_that_changes_while_the_server_runs_is_looked_at_and_proven_again(Identity identity)
    {
        using var python = new InstalledPython(identity, "install", withLibrary: true);
        await using var server = await AttackServer.StartAsync(identity, null, ("PATH", python.SearchPath));
        await server.LivesAsync();
        var secret = python.Place($"install/lib/{Path.GetFileName(python.Library)}/.token");
        var act = new Act("look.py", secret);

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.Equal(("ok", "EACCES"), (outside[secret], inside[secret]));
    }
}
