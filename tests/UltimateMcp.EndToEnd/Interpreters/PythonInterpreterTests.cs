using System.Text.Json;
using UltimateMcp.EndToEnd.Attacks;

namespace UltimateMcp.EndToEnd.Interpreters;

/// <summary>Each way in which Python is installed outside <c>/usr</c>, in a home that nobody else can enter.</summary>
public class PythonInterpreterTests
{
    private const string Setting = "PYTHON_INTERPRETER";
    private const string Report = "import sys, parcel; print(sys.executable, sys.prefix, parcel.CONTENT)";

    [Theory, EachIdentity]
    public async Task An_environment_is_used_with_its_packages_when_a_setting_names_its_folder(Identity identity)
    {
        using var home = new UserFolder(identity);
        var environment = home.MakeEnvironment("project/.venv");
        await using var server = await AttackServer.StartAsync(identity, null, (Setting, environment));

        var reply = await server.RunAsync(Report);

        Assert.Equal($"{environment}/bin/python3 {environment} delivered\n", reply.Stdout);
        Assert.Equal(["parcel 1.5"], await PackagesAsync(server));
    }

    [Theory, EachIdentity]
    public async Task An_environment_of_copies_is_used_when_a_setting_names_its_interpreter(Identity identity)
    {
        using var home = new UserFolder(identity);
        var environment = home.MakeEnvironment("copies", "--copies");
        await using var server = await AttackServer.StartAsync(identity, null, (Setting, $"{environment}/bin/python3"));

        var reply = await server.RunAsync(Report);

        Assert.Equal($"{environment}/bin/python3 {environment} delivered\n", reply.Stdout);
    }

    [Theory, EachIdentity]
    public async Task An_environment_that_sees_the_system_s_packages_sees_them_here_too(Identity identity)
    {
        using var home = new UserFolder(identity);
        var environment = home.MakeEnvironment("mixed", "--system-site-packages");
        await using var server = await AttackServer.StartAsync(identity, null, (Setting, environment));

        var reply = await server.RunAsync("import parcel, sys; print(any(path.endswith('dist-packages') for path in sys.path))");

        Assert.Equal("True\n", reply.Stdout);
        Assert.Contains("parcel 1.5", await PackagesAsync(server));
    }

    [Theory, EachIdentity]
    public async Task An_environment_that_comes_first_on_PATH_is_used(Identity identity)
    {
        using var home = new UserFolder(identity);
        var environment = home.MakeEnvironment("active");
        await using var server = await AttackServer.StartAsync(identity, null, ("PATH", $"{environment}/bin:/usr/bin:/bin"));

        var reply = await server.RunAsync(Report);

        Assert.Equal($"{environment}/bin/python3 {environment} delivered\n", reply.Stdout);
    }

    [Theory, EachIdentity]
    public async Task A_version_manager_s_script_leads_to_an_installation_under_its_own_prefix(Identity identity)
    {
        using var home = new UserFolder(identity);
        var (python, prefix) = home.InstallPython(".pyenv/versions/3");
        home.PlaceProgram(".pyenv/shims/python3", $"#!/bin/sh\nexec {python} \"$@\"\n");
        await using var server = await AttackServer.StartAsync(identity, null, ("PATH", $"{home.Path}/.pyenv/shims:/usr/bin:/bin"));

        var reply = await server.RunAsync(Report + "; import json, os; print(sorted(os.listdir(sys.prefix)))");

        Assert.Equal($"{python} {prefix} delivered\n['bin', 'lib']\n", reply.Stdout);
    }

    [Theory, EachIdentity]
    public async Task A_version_manager_s_binary_leads_to_the_interpreter_that_it_starts(Identity identity)
    {
        using var home = new UserFolder(identity);
        var (python, prefix) = home.InstallPython(".manager/image");
        home.CompileShim(".manager/bin/python3", python);
        await using var server = await AttackServer.StartAsync(identity, null, ("PATH", $"{home.Path}/.manager/bin:/usr/bin:/bin"));

        var reply = await server.RunAsync(Report);

        Assert.Equal($"{python} {prefix} delivered\n", reply.Stdout);
    }

    [Theory, EachIdentity]
    public async Task A_missing_package_is_answered_with_the_interpreter_and_the_nearest_one(Identity identity)
    {
        using var home = new UserFolder(identity);
        var environment = home.MakeEnvironment("project");
        await using var server = await AttackServer.StartAsync(identity, null, (Setting, environment));

        var reply = await server.RunAsync("import parcels");

        Assert.Equal(1, reply.ExitCode);
        Assert.StartsWith(
            $"{environment}/bin/python3 has no package parcels; did you mean parcel? ", reply.Hint, StringComparison.Ordinal);
        Assert.Contains(Setting, reply.Hint, StringComparison.Ordinal);
    }

    [Theory, EachIdentity]
    public async Task Nothing_else_of_the_home_can_be_seen(Identity identity)
    {
        using var home = new UserFolder(identity);
        var environment = home.MakeEnvironment("project/.venv");
        string[] secrets = [home.Place(".ssh/id", "secret"), home.Place("project/.env", "secret"), home.Place("project/main.py", "secret")];
        await using var server = await AttackServer.StartAsync(identity, null, (Setting, environment));
        var act = new Act("look.py", secrets);

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", string.Join(' ', secrets));
        inside.AllAre("ENOENT", string.Join(' ', secrets));
    }

    [Fact]
    public async Task Root_that_may_not_mount_is_told_what_to_change()
    {
        Assert.SkipUnless(Identities.IsRoot, "The tests run as an ordinary user, who cannot start a server as root.");
        using var home = new UserFolder(Identity.Root);
        var environment = home.MakeEnvironment("project");
        const string Wrapper = "exec setpriv --bounding-set=-sys_admin --inh-caps=-sys_admin \"$@\"";
        await using var server = await AttackServer.StartAsync(Identity.Root, Wrapper, (Setting, environment));

        var reply = await server.RunAsync("print(1)");

        Assert.Equal("language_unavailable", reply.ErrorCode);
        Assert.Contains(
            $"it cannot enter {home.Path}; this lets it: chmod o+x {home.Path}",
            reply.Error.GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interpreter_that_is_passed_over_is_named_by_health_with_the_reason()
    {
        Assert.SkipUnless(Identities.IsRoot, "The tests run as an ordinary user, who cannot start a server as root.");
        using var home = new UserFolder(Identity.Root);
        var (closed, _) = home.InstallPython("install");
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var server = await AttackServer.StartAsync(
            Identity.Root, null, ("PATH", $"{Path.GetDirectoryName(closed)}:/usr/bin:/bin"));

        var python = await LanguageAsync(server, "python");

        Assert.StartsWith("/usr/bin/python3", python.GetProperty("path").GetString(), StringComparison.Ordinal);
        var passedOver = Assert.Single(python.GetProperty("passed_over").EnumerateArray()).GetString();
        Assert.Equal(
            $"{closed} cannot be read by the unprivileged user that the sandbox runs as; this lets it: chmod -R o+rX {closed}", passedOver);
    }

    private static async Task<IReadOnlyList<string>> PackagesAsync(AttackServer server) =>
        [.. (await LanguageAsync(server, "python")).GetProperty("packages").EnumerateArray().Select(package => package.GetString()!)];

    private static async Task<JsonElement> LanguageAsync(AttackServer server, string name)
    {
        var health = server.Server.Answer(await server.Server.Client.CallToolAsync("health"));
        var languages = health.Structured.GetProperty("languages").EnumerateArray();
        return languages.Single(language => language.GetProperty("name").GetString() == name);
    }
}
