using System.Reflection;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Hosting;

/// <summary>Always with the build for the runtime: a native server has no startup hooks, so nothing could throw in it.</summary>
public sealed class CrashReportTests
{
    private const string SwitchedOff = "\"System.StartupHookProvider.IsSupported\": false";

    [Fact]
    public async Task An_exception_on_any_thread_exits_70_with_one_line_and_its_details_in_the_log()
    {
        using var folder = new TemporaryFolder();
        var (pipe, configuration) = (folder.Combine("pipe"), folder.Combine("runtimeconfig.json"));
        var configured = await File.ReadAllTextAsync(ServerBinary.Built + ".runtimeconfig.json");
        Assert.Contains(SwitchedOff, configured, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            configuration,
            configured.Replace(SwitchedOff, SwitchedOff.Replace("false", "true", StringComparison.Ordinal), StringComparison.Ordinal));
        await using var server = TestServer.StartRaw(new TestServerOptions
        {
            Shell = $"mkfifo '{pipe}' && exec dotnet exec --runtimeconfig '{configuration}'"
                + $" --depsfile '{ServerBinary.Built}.deps.json' '{ServerBinary.Built}.dll'",
            Settings = [("DOTNET_STARTUP_HOOKS", Assembly.GetExecutingAssembly().Location), (StartupHook.PipeVariable, pipe)],
        });
        await server.Raw.InitializeAsync();

        await File.WriteAllTextAsync(pipe, "now");

        Assert.Equal(70, await server.WaitForExitAsync());
        var line = Assert.Single(
            server.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), text => text.Contains("Fatal", StringComparison.Ordinal));
        Assert.Matches(
            "^ultimate-mcp: Fatal: Internal error, reference error_[0-9a-f]{12}; the log file has the details: "
                + "an error on a thread of its own$",
            line);
        Assert.DoesNotContain("   at ", server.Errors, StringComparison.Ordinal);
        Assert.Contains(
            "   at StartupHook.Throw",
            await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(server.Home, "logs")))),
            StringComparison.Ordinal);
    }
}
