using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Setup;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Server.Cli.Doctor;
using UltimateMcp.Server.Hosting.Settings;

namespace UltimateMcp.Tests.Server.Cli;

public class DoctorTests
{
    [Fact]
    public void The_report_is_a_table_with_the_fix_below_what_is_wrong()
    {
        var report = DoctorCommand.Report(
            [Check.Good("home", "/data"), Check.Bad("sandbox", "no bwrap", "apt-get install bubblewrap\nand again")]);

        Assert.Equal(
            """
            ok     home     /data
            WRONG  sandbox  no bwrap
                            → apt-get install bubblewrap
                              and again

            1 of 2 need a fix.

            """,
            report);
    }

    [Fact]
    public void With_nothing_wrong_everything_is_fine() =>
        Assert.EndsWith("\nEverything is fine.\n", DoctorCommand.Report([Check.Good("home", "/data")]), StringComparison.Ordinal);

    [Fact]
    public void A_home_with_too_little_room_is_wrong_and_with_just_enough_is_not()
    {
        Assert.True(HomeCheck.Evaluate("/data", HomeCheck.MinimumFreeSpace).IsOk);
        Assert.False(HomeCheck.Evaluate("/data", new ByteSize(HomeCheck.MinimumFreeSpace.Bytes - 1)).IsOk);
    }

    [Fact]
    public void A_home_that_cannot_be_made_is_wrong()
    {
        var check = HomeCheck.Run("/proc/ultimate-mcp");

        Assert.False(check.IsOk);
        Assert.Contains("ULTIMATE_MCP_HOME", check.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, false)]
    [InlineData(
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute,
        true)]
    public void A_home_that_others_can_list_is_reported(UnixFileMode mode, bool isSaid)
    {
        var home = Directory.CreateTempSubdirectory("um-doctor-").FullName;
        try
        {
            File.SetUnixFileMode(home, mode);

            Assert.Equal(isSaid, HomeCheck.Run(home).Finding.Contains("other users can list it", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(home);
        }
    }

    [Fact]
    public void A_bad_setting_is_shown_as_wrong_in_the_place_of_its_default()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = "/home/u",
            ["CACHE_SIZE"] = "x",
            ["CACHE_TTL"] = "5",
        };

        var checks = SettingsCheck
            .Run(new SettingsReader(variables.GetValueOrDefault).Read(new Dictionary<string, string>(StringComparer.Ordinal), []))
            .ToList();

        Assert.Equal(
            Check.Bad("CACHE_SIZE", "x", "must be an integer from 1 to 1000000"),
            Assert.Single(checks, check => check.Name == "CACHE_SIZE"));
        Assert.Contains(Check.Good("CACHE_TTL", "5 (environment)"), checks);
        Assert.Contains(Check.Good("MAX_PROCESSES", "1 (default)"), checks);
    }

    [Fact]
    public void A_default_that_depends_on_the_machine_is_shown_with_its_value()
    {
        var reading = new SettingsReader(_ => null).Read(new Dictionary<string, string>(StringComparer.Ordinal), []);

        Assert.Contains(
            Check.Good("MAX_CONCURRENT_CALLS", $"processor count × 4 = {Environment.ProcessorCount * 4} (default)"),
            SettingsCheck.Run(reading));
    }

    [Fact]
    public void The_isolation_shows_namespaces_and_seccomp()
    {
        var isolation = new IsolationStatus
        {
            Tier = "namespaces+seccomp",
            Network = "none",
            Filesystem = "scratch only",
            Uid = 65534,
            Seccomp = true,
            Limits = [],
        };

        Assert.Equal("namespaces+seccomp, seccomp on, network none, files scratch only, uid 65534", SandboxCheck.Show(isolation));
    }

    [Fact]
    public void Where_an_AppArmor_profile_is_missing_the_fix_holds_its_text()
    {
        var fix = SandboxCheck.Fix(new SandboxException(SandboxError.Unavailable, "no", $"Install {AppArmorProfile.Path}"));

        Assert.Contains("userns,", fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_interpreter_shows_its_fix()
    {
        var check = LanguagesCheck.Evaluate(
            "python", new ToolchainState(Toolchain: null, "python3 is not on PATH", "apt-get install python3"), error: null);

        Assert.Equal(Check.Bad("python", "python3 is not on PATH", "apt-get install python3"), check);
    }

    [Fact]
    public void An_interpreter_that_does_not_run_inside_is_wrong_though_it_is_there()
    {
        var found = new ToolchainState(new Toolchain("/usr/bin/node", [], new Version(18, 0), "18.0.0"), null, null);

        Assert.Equal(Check.Good("javascript", "18.0.0, /usr/bin/node"), LanguagesCheck.Evaluate("javascript", found, error: null));
        Assert.Equal("18.0.0, /usr/bin/node: bad option", LanguagesCheck.Evaluate("javascript", found, "bad option").Finding);
        Assert.False(LanguagesCheck.Evaluate("javascript", found, "bad option").IsOk);
    }

    [Fact]
    public void What_an_interpreter_shows_of_the_host_is_reported()
    {
        var bind = new ReadOnlyBind("/opt/bin/node", "/opt/bin/node", IsFolder: false, [], []);
        var found = new ToolchainState(new Toolchain("/opt/bin/node", [bind], new Version(20, 0), "20.0.0"), null, null);

        Assert.Equal(
            "20.0.0, /opt/bin/node, files scratch; read-only: /opt/bin/node",
            LanguagesCheck.Evaluate("javascript", found, error: null).Finding);
    }
}
