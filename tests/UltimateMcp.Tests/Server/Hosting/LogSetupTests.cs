using System.Text;
using Microsoft.Extensions.Logging;
using Serilog.Extensions.Logging;
using UltimateMcp.Server.Hosting;
using UltimateMcp.Server.Hosting.Logs;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Tests.Server.Hosting;

public sealed class LogSetupTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("ultimate-mcp-test-").FullName;
    private readonly MemoryStream _error = new();

    public void Dispose()
    {
        _error.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    [Theory]
    [InlineData("Trace", "ModelContextProtocol.Server", "Information", false)]
    [InlineData("Trace", "ModelContextProtocol.Server", "Warning", true)]
    [InlineData("Trace", "Microsoft.Hosting", "Information", false)]
    [InlineData("Trace", "UltimateMcp.Server", "Trace", true)]
    [InlineData("Information", "UltimateMcp.Server", "Debug", false)]
    [InlineData("Debug", "ModelContextProtocol.Server", "Error", false)]
    [InlineData("Error", "ModelContextProtocol.Server", "Error", false)]
    [InlineData("Error", "ModelContextProtocol.Server", "Critical", true)]
    [InlineData("Critical", "UltimateMcp.Server", "Critical", true)]
    public void A_category_is_logged_from_its_level_on(string setting, string category, string level, bool isHeard)
    {
        using (var log = LogSetup.Create(Settings(setting), new StandardError(_error), TimeProvider.System))
        using (var factory = new SerilogLoggerFactory(log))
        {
            factory.CreateLogger(category).Log(Enum.Parse<LogLevel>(level), "heard");
        }

        Assert.Equal(isHeard, Said.Contains("heard", StringComparison.Ordinal));
        Assert.Equal(isHeard, File.ReadAllText(Assert.Single(Files)).Contains("heard", StringComparison.Ordinal));
    }

    [Fact]
    public void An_exception_is_one_line_on_stderr_and_whole_in_the_file()
    {
        using (var log = LogSetup.Create(Settings("Information"), new StandardError(_error), TimeProvider.System))
        {
            Assert.Equal(ExitCodes.Software, CrashReport.Write(Thrown(), log, new StandardError(_error)));
        }

        Assert.Matches("^ultimate-mcp: Fatal: Internal error, reference error_[0-9a-f]{12}; [^\n]*: one two\n$", Said);
        Assert.Contains(nameof(Thrown), File.ReadAllText(Assert.Single(Files)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_internal_error_before_there_is_a_log_is_one_line()
    {
        Assert.Equal(ExitCodes.Software, CrashReport.Write(Thrown(), log: null, new StandardError(_error)));

        Assert.Matches("^ultimate-mcp: internal error, reference error_[0-9a-f]{12}: InvalidOperationException: one two\n$", Said);
    }

    [Fact]
    public void A_log_folder_that_cannot_be_made_is_a_warning()
    {
        File.WriteAllText(Path.Combine(_home, "logs"), "");

        using var log = LogSetup.Create(Settings("Information"), new StandardError(_error), TimeProvider.System);

        Assert.StartsWith($"ultimate-mcp: no log file in {_home}/logs: ", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_ten_files_are_kept()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home, "logs")).FullName;
        for (var age = 0; age < LogFile.FilesKept + 2; age++)
        {
            var path = Path.Combine(folder, $"ultimate-mcp-20260101-{age}.log");
            File.WriteAllText(path, "");
            File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(-age));
        }

        File.WriteAllText(Path.Combine(folder, "notes.txt"), "");

        LogFile.RemoveOld(folder);

        Assert.Equal(LogFile.FilesKept, Directory.GetFiles(folder, "*.log").Length);
        Assert.False(File.Exists(Path.Combine(folder, "ultimate-mcp-20260101-10.log")));
        Assert.True(File.Exists(Path.Combine(folder, "ultimate-mcp-20260101-9.log")));
        Assert.True(File.Exists(Path.Combine(folder, "notes.txt")));
    }

    private string Said => Encoding.UTF8.GetString(_error.ToArray());

    private string[] Files => Directory.GetFiles(Path.Combine(_home, "logs"));

    private ServerSettings Settings(string level) => new SettingsReader(_ => null)
        .Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["ULTIMATE_MCP_HOME"] = _home, ["LOG_LEVEL"] = level }, []).Settings;

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("one\ntwo");
        }
        catch (InvalidOperationException thrown)
        {
            return thrown;
        }
    }
}
