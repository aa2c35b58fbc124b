using UltimateMcp.EndToEnd.Attacks;

namespace UltimateMcp.EndToEnd.Interpreters;

/// <summary>Python as conda and uv install it into a home that nobody else can enter.</summary>
public class PythonLayoutTests
{
    private const string Setting = "PYTHON_INTERPRETER";
    private const string Report = "import sys, parcel; print(sys.prefix, sys.base_prefix, parcel.CONTENT)";

    [Theory]
    [EachIdentity("setting")]
    [EachIdentity("interpreter")]
    [EachIdentity("path")]
    public async Task An_environment_of_conda_is_used_with_its_packages(Identity identity, string way)
    {
        using var home = new UserFolder(identity);
        var prefix = MakeConda(home);
        await using var server = await AttackServer.StartAsync(identity, null, Named(way, prefix));

        var reply = await server.RunAsync(Report);
        var files = await server.RunAsync("import os, sys; print(sorted(os.listdir(sys.prefix)))");

        Assert.True(reply.Stdout == $"{prefix} {prefix} delivered\n", reply.ToString());
        Assert.Equal("['bin', 'lib']\n", files.Stdout);
    }

    [Theory, EachIdentity]
    public async Task A_missing_package_of_conda_is_answered_with_the_nearest_one(Identity identity)
    {
        using var home = new UserFolder(identity);
        var prefix = MakeConda(home);
        await using var server = await AttackServer.StartAsync(identity, null, (Setting, prefix));

        var reply = await server.RunAsync("import parcels");

        Assert.Equal(1, reply.ExitCode);
        Assert.Contains("has no package parcels; did you mean parcel?", reply.Hint, StringComparison.Ordinal);
        Assert.StartsWith(prefix + "/bin/python3", reply.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [EachIdentity("cpython-3-linux-gnu", "setting")]
    [EachIdentity("cpython-3-linux-gnu", "interpreter")]
    [EachIdentity("cpython-3-linux-gnu", "path")]
    [EachIdentity("cpython-3.1.2-linux-gnu", "setting")]
    public async Task An_environment_of_uv_is_used_with_its_packages(Identity identity, string name, string way)
    {
        using var home = new UserFolder(identity);
        var (environment, installation) = MakeUv(home, name);
        await using var server = await AttackServer.StartAsync(identity, null, Named(way, environment));

        var reply = await server.RunAsync(Report);

        Assert.True(reply.Stdout == $"{environment} {installation} delivered\n", reply.ToString());
    }

    [Theory, EachIdentity]
    public async Task A_missing_package_of_uv_is_answered_with_the_nearest_one(Identity identity)
    {
        using var home = new UserFolder(identity);
        var (environment, _) = MakeUv(home, "cpython-3-linux-gnu");
        await using var server = await AttackServer.StartAsync(identity, null, (Setting, environment));

        var reply = await server.RunAsync("import parcels");

        Assert.Equal(1, reply.ExitCode);
        Assert.StartsWith(
            $"{environment}/bin/python3 has no package parcels; did you mean parcel? ", reply.Hint, StringComparison.Ordinal);
    }

    private static (string Name, string Value) Named(string way, string prefix) => way switch
    {
        "setting" => (Setting, prefix),
        "interpreter" => (Setting, $"{prefix}/bin/python"),
        _ => ("PATH", $"{prefix}/bin:/usr/bin:/bin"),
    };

    private static string MakeConda(UserFolder home)
    {
        const string Prefix = "miniconda3/envs/work";
        var (_, packages) = home.InstallUpstreamPython(Prefix);
        home.Place($"{Prefix}/conda-meta/history", "==> 2026-01-01 00:00:00 <==\n");
        home.Place("miniconda3/.condarc", "channels: []\n");
        home.AddPackage(packages);
        return $"{home.Path}/{Prefix}";
    }

    /// <param name="name">
    /// What the environment's link leads to; uv has a folder with the full version, and a link to it with the short one.
    /// </param>
    private static (string Environment, string Installation) MakeUv(UserFolder home, string name)
    {
        const string Installed = ".local/share/uv/python";
        const string Full = "cpython-3.1.2-linux-gnu";
        const string Environment = "project/.venv";
        var (python, _) = home.InstallUpstreamPython($"{Installed}/{Full}");
        home.Link($"{Installed}/cpython-3-linux-gnu", Full);
        var installation = $"{home.Path}/{Installed}/{name}";
        var version = Path.GetFileName(python);
        home.Place(
            $"{Environment}/pyvenv.cfg",
            $"""
            home = {installation}/bin
            implementation = CPython
            uv = 0.9.0
            version_info = {version["python".Length..]}
            include-system-site-packages = false

            """);
        home.Link($"{Environment}/bin/python", $"{installation}/bin/{version}");
        home.Link($"{Environment}/bin/python3", "python");
        home.Link($"{Environment}/bin/{version}", "python");
        home.Link($"{Environment}/lib64", "lib");
        home.AddPackage($"{home.Path}/{Environment}/lib/{version}/site-packages");
        return ($"{home.Path}/{Environment}", installation);
    }
}
