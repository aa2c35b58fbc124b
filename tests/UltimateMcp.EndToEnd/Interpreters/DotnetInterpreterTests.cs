using UltimateMcp.EndToEnd.Attacks;

namespace UltimateMcp.EndToEnd.Interpreters;

/// <summary>The .NET runtime in a home that nobody else can enter, as its install script puts it there.</summary>
public class DotnetInterpreterTests
{
    private const string Report =
        "Console.WriteLine($\"{Environment.ProcessPath} {System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory()}\");";

    [Theory]
    [EachIdentity("folder")]
    [EachIdentity("link to the folder")]
    [EachIdentity("link to the program")]
    public async Task A_runtime_that_comes_first_on_PATH_is_used(Identity identity, string way)
    {
        using var home = new UserFolder(identity);
        var root = InstallDotnet(home);
        var folder = way switch
        {
            "link to the folder" => Linked(home, "current", root),
            "link to the program" => Path.GetDirectoryName(Linked(home, "bin/dotnet", $"{root}/dotnet")),
            _ => root,
        };
        await using var server = await AttackServer.StartAsync(identity, null, ("PATH", $"{folder}:/usr/bin:/bin"));

        var reply = await server.RunAsync(Report, "csharp");

        Assert.True(reply.ExitCode == 0, reply.ToString());
        Assert.Equal($"{root}/dotnet {root}/shared/{Framework}/{Version}/\n", reply.Stdout);
    }

    /// <summary>The system's own runtime is hidden from this server, which needs one to start if it is not native.</summary>
    [Theory]
    [EachIdentity("DOTNET_ROOT")]
    [EachIdentity("HOME")]
    public async Task A_runtime_that_is_not_on_PATH_is_found_where_the_environment_says(Identity identity, string variable)
    {
        const string Wrapper =
            "for path in /usr/share/dotnet /usr/lib/dotnet /usr/lib64/dotnet; do "
            + "[ -d $path ] && hide=\"$hide mount -t tmpfs none $path;\"; done; "
            + "exec unshare --mount sh -c \"$hide\"' exec \"$@\"' sh \"$@\"";
        Assert.SkipUnless(Identities.IsRoot, "The tests run as an ordinary user, who cannot mount.");
        using var home = new UserFolder(identity);
        var root = InstallDotnet(home);
        await using var server = await AttackServer.StartAsync(
            identity, Wrapper, (variable, variable == "HOME" ? home.Path : root), ("DOTNET_ROOT_X64", root), ("PATH", "/usr/bin:/bin"));

        var reply = await server.RunAsync(Report, "csharp");

        Assert.Equal($"{root}/dotnet {root}/shared/{Framework}/{Version}/\n", reply.Stdout);
    }

    [Theory, EachIdentity]
    public async Task Programs_run_as_they_do_with_the_system_s_runtime(Identity identity)
    {
        using var home = new UserFolder(identity);
        var root = InstallDotnet(home);
        var secret = home.Place(".ssh/id", "secret");
        await using var server = await AttackServer.StartAsync(identity, null, ("PATH", $"{root}:/usr/bin:/bin"));

        var json = await server.RunAsync("Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(new[] { 1, 2 }));", "csharp");
        var package = await server.RunAsync("#:package Newtonsoft.Json@13.0.3\nConsole.WriteLine(1);", "csharp");
        var error = await server.RunAsync("Console.WriteLine(missing);", "csharp");
        var look = await server.RunAsync(
            $"Console.WriteLine(File.Exists(\"{secret}\") + \" \" + string.Join(' ', Directory.GetFileSystemEntries(\"{root}\").Order()));",
            "csharp");

        Assert.Equal("[1,2]\n", json.Stdout);
        Assert.Contains("NuGet packages", package.Stderr + package.Hint, StringComparison.Ordinal);
        Assert.Contains("CS0103", error.Stderr, StringComparison.Ordinal);
        Assert.Equal($"False {root}/dotnet {root}/host {root}/shared\n", look.Stdout);
    }

    private static string RuntimeFolder => Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static string Version => Path.GetFileName(RuntimeFolder);

    private static string Framework => Path.GetFileName(Path.GetDirectoryName(RuntimeFolder)!);

    /// <summary>A copy of the runtime that these tests run on, without what programs do not need.</summary>
    private static string InstallDotnet(UserFolder home)
    {
        const string Root = ".dotnet";
        var system = Path.GetFullPath(Path.Combine(RuntimeFolder, "../../.."));
        home.CopyProgram(Path.Combine(system, "dotnet"), $"{Root}/dotnet");
        home.CopyFolder(Path.Combine(system, "host"), $"{Root}/host");
        home.CopyFolder(RuntimeFolder, $"{Root}/shared/{Framework}/{Version}");
        home.Place($"{Root}/LICENSE.txt", "licence");
        return $"{home.Path}/{Root}";
    }

    private static string Linked(UserFolder home, string name, string target)
    {
        home.Link(name, target);
        return $"{home.Path}/{name}";
    }
}
