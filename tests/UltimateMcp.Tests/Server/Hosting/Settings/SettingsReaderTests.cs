using System.Text;
using Microsoft.Extensions.Logging;
using UltimateMcp.Primitives.Settings;
using UltimateMcp.Server.Hosting.Settings;

namespace UltimateMcp.Tests.Server.Hosting.Settings;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("ultimate-mcp-test-").FullName;

    public static TheoryData<string, string> BadTexts => new()
    {
        { "ULTIMATE_MCP_HOME", "relative/folder" },
        { "ULTIMATE_MCP_HOME", "~/folder" },
        { "CACHE_ENABLED", "yes" },
        { "PYTHON_INTERPRETER", "python3" },
        { "NODE_INTERPRETER", "bin/node" },
        { "NODE_MODULES_FOLDER", "/home/me/modules" },
        { "WORKSPACE_FOLDERS", "/data:more" },
        { "CACHE_SIZE", "many" },
        { "CACHE_SIZE", "1.5" },
        { "CACHE_SIZE", "99999999999" },
        { "CACHE_TTL", "1h" },
        { "CACHE_TTL", "1e3" },
        { "CACHE_TTL", "99999999999999999999999999" },
        { "RATE_LIMIT_RPS", "NaN" },
        { "RATE_LIMIT_RPS", "Infinity" },
        { "RATE_LIMIT_RPS", "1,5" },
        { "RATE_LIMIT_EXECUTE_PER_MINUTE", "ten" },
        { "MAX_EXECUTION_TIME", "00:00:30" },
        { "MAX_MEMORY_MB", "128MB" },
        { "MAX_FILE_SIZE_MB", "0x10" },
        { "MAX_PROCESSES", " 1" },
        { "MAX_OUTPUT_KB", "+-1" },
        { "POOL_MAX_MEMORY_MB", "1G" },
        { "PYTHON_WARM_IMPORTS", "numpy;scipy" },
        { "PYTHON_WARM_IMPORTS", "scipy..stats" },
        { "PYTHON_WARM_IMPORTS", "numpy,2fast" },
        { "OUTPUTS_MAX_SIZE_MB", "1G" },
        { "MAX_CONCURRENT_CALLS", "" },
        { "LOG_LEVEL", "Loud" },
        { "LOG_LEVEL", "2" },
    };

    public static TheoryData<string> Ranged =>
        [.. SettingsTable.All
            .Where(setting => setting is IntegerSetting or NumberSetting or SecondsSetting)
            .Select(setting => setting.Name)];

    public static TheoryData<string> Names => [.. SettingsTable.All.Select(setting => setting.Name)];

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Without_any_setting_the_defaults_apply()
    {
        var reading = Read();

        Assert.Empty(reading.Errors);
        Assert.Equal(TimeSpan.FromSeconds(30), reading.Settings.Run.MaxExecutionTime);
        Assert.Equal(LogLevel.Information, reading.Settings.LogLevel);
        Assert.All(reading.Settings.Effective.Skip(1), setting => Assert.Equal(SettingSource.Default, setting.Source));
    }

    [Fact]
    public void Every_default_that_the_table_shows_is_the_one_that_applies()
    {
        var spelled = SettingsTable.All.Where(setting => setting.ComputedDefault is null);

        var set = Read(environment: [.. spelled.Select(setting => (setting.Name, setting.DefaultText))]);

        Assert.Empty(set.Errors);
        Assert.Equivalent(Read().Settings with { Effective = [] }, set.Settings with { Effective = [] });
        Assert.Equal(Math.Min(Environment.ProcessorCount * 4, 1024), set.Settings.Calls.MaxConcurrentCalls);
    }

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void A_bad_text_is_an_error_that_says_what_it_must_be(string name, string text)
    {
        var reading = Read(commandLine: [(name, text)]);

        Assert.Contains(new SettingError(name, text, $"must be {SettingsTable.Named(name)!.Allowed}"), reading.Errors);
    }

    [Fact]
    public void Every_setting_has_a_bad_text_in_these_tests() =>
        Assert.Equal(
            SettingsTable.All.Select(setting => setting.Name).Order(StringComparer.Ordinal),
            BadTexts.Select(row => row.Data.Item1).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ranged))]
    public void The_ends_of_a_range_are_allowed_and_what_lies_beyond_is_not(string name)
    {
        var (least, most, step) = SettingsTable.Named(name) switch
        {
            IntegerSetting setting => (setting.Minimum, setting.Maximum, 1),
            NumberSetting setting => (setting.Minimum, setting.Maximum, 0.0001m),
            SecondsSetting setting => (setting.Minimum, setting.Maximum, 0.0001m),
            _ => throw new InvalidOperationException(name),
        };

        Assert.Empty(Read(environment: [(name, $"{least}")]).Errors);
        Assert.Empty(Read(environment: [(name, $"{most}")]).Errors);
        Assert.Single(Read(environment: [(name, $"{least - step}")]).Errors);
        Assert.Single(Read(environment: [(name, $"{most + step}")]).Errors);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_that_the_host_did_not_expand_is_an_error_that_says_so(string name)
    {
        var reading = Read(environment: [(name, $"${{{name}}}")]);

        Assert.Equal($"{name}=${{{name}}}: the host did not expand this; write the value itself", Assert.Single(reading.Errors).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("${user_config.cache_size}")]
    public void What_the_user_left_blank_in_a_host_counts_as_unset(string text)
    {
        var reading = Read(environment: [("CACHE_SIZE", text)]);

        Assert.Empty(reading.Errors);
        Assert.Equal(1000, reading.Settings.Cache.Size);
    }

    [Fact]
    public void All_errors_are_collected()
    {
        WriteFile("""{"MAX_PROCESSES": 0, "LOG_LEVEL": [], "NO_SUCH": 1}""");

        var reading = Read(commandLine: [("CACHE_SIZE", "x")], environment: [("CACHE_TTL", "-1")]);

        Assert.Equal(
            ["ultimate-mcp.json: LOG_LEVEL", "ultimate-mcp.json: NO_SUCH", "CACHE_SIZE", "CACHE_TTL", "MAX_PROCESSES"],
            reading.Errors.Select(error => error.Name));
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        WriteFile("""{"CACHE_SIZE": 1, "CACHE_TTL": 1, "MAX_PROCESSES": "1", /* fine */ "CACHE_ENABLED": false,}""");

        var reading = Read(commandLine: [("CACHE_SIZE", "3")], environment: [("CACHE_SIZE", "2"), ("CACHE_TTL", "2.5")]);

        Assert.Empty(reading.Errors);
        Assert.Equal(3, reading.Settings.Cache.Size);
        Assert.Equal(TimeSpan.FromSeconds(2.5), reading.Settings.Cache.TimeToLive);
        Assert.False(reading.Settings.Cache.Enabled);
        Assert.Equal(
            [SettingSource.Environment, SettingSource.File, SettingSource.CommandLine, SettingSource.Environment],
            reading.Settings.Effective.Take(4).Select(setting => setting.Source));
    }

    [Theory]
    [InlineData("{", "not valid JSON at line 1")]
    [InlineData("[]", "must be one flat object")]
    [InlineData("""{"CACHE_SIZE": 1, "CACHE_SIZE": 2}""", "with each name once")]
    [InlineData("""{"ULTIMATE_MCP_HOME": "/x"}""", "in the environment or on the command line")]
    [InlineData("""{"CACHE_SIZE": {}}""", "must be a string, a number or a boolean")]
    public void An_error_in_the_file_is_named(string content, string expected)
    {
        WriteFile(content);

        var error = Assert.Single(Read().Errors);

        Assert.Contains("ultimate-mcp.json", error.Name, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("info", LogLevel.Information)]
    [InlineData("INFO", LogLevel.Information)]
    [InlineData("information", LogLevel.Information)]
    [InlineData("trace", LogLevel.Trace)]
    [InlineData("Verbose", LogLevel.Trace)]
    [InlineData("debug", LogLevel.Debug)]
    [InlineData("warn", LogLevel.Warning)]
    [InlineData("WARNING", LogLevel.Warning)]
    [InlineData("err", LogLevel.Error)]
    [InlineData("error", LogLevel.Error)]
    [InlineData("crit", LogLevel.Critical)]
    [InlineData("critical", LogLevel.Critical)]
    [InlineData("Fatal", LogLevel.Critical)]
    public void A_log_level_may_have_any_of_its_usual_names(string text, LogLevel level)
    {
        var reading = Read(environment: [("LOG_LEVEL", text)]);

        Assert.Empty(reading.Errors);
        Assert.Equal(level, reading.Settings.LogLevel);
    }

    [Fact]
    public void An_unknown_log_level_is_answered_with_those_there_are() =>
        Assert.Equal(
            "LOG_LEVEL=loud: must be one of: Trace, Debug, Information, Warning, Error, Critical",
            Assert.Single(Read(environment: [("LOG_LEVEL", "loud")]).Errors).ToString());

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_file_may_begin_with_a_byte_order_mark(string encoding)
    {
        File.WriteAllText(Path.Combine(_home, "ultimate-mcp.json"), """{"CACHE_SIZE": 7}""", Encoding.GetEncoding(encoding));

        var reading = Read();

        Assert.Empty(reading.Errors);
        Assert.Equal(7, reading.Settings.Cache.Size);
    }

    [Fact]
    public void A_file_in_another_encoding_is_an_error_that_says_so()
    {
        File.WriteAllBytes(Path.Combine(_home, "ultimate-mcp.json"), [.. "{\"LOG_LEVEL\": \""u8, 0xe9, .. "\"}"u8]);

        Assert.Equal("is not valid UTF-8", Assert.Single(Read().Errors).Message);
    }

    [Fact]
    public void A_file_in_the_place_of_the_home_is_an_error()
    {
        var file = Path.Combine(_home, "file");
        File.WriteAllText(file, "");

        var reading = Read(commandLine: [("ULTIMATE_MCP_HOME", file)]);

        Assert.Equal(
            $"ULTIMATE_MCP_HOME={file}: must be an absolute path to a folder; this is a file",
            Assert.Single(reading.Errors).ToString());
    }

    [Theory]
    [InlineData("/data", "/home/u", "/data/ultimate-mcp")]
    [InlineData("not/absolute", "/home/u", "/home/u/.local/share/ultimate-mcp")]
    [InlineData(null, "/home/u", "/home/u/.local/share/ultimate-mcp")]
    public void The_home_lies_in_the_users_data_folder(string? data, string user, string expected)
    {
        var reader = new SettingsReader(name => name switch { "XDG_DATA_HOME" => data, "HOME" => user, _ => null });

        var reading = reader.Read(new Dictionary<string, string>(StringComparer.Ordinal), []);

        Assert.Empty(reading.Errors);
        Assert.Equal(expected, reading.Settings.Home);
    }

    [Fact]
    public void An_error_is_one_line_however_long_and_wild_the_value_is()
    {
        var line = new SettingError("CACHE_SIZE", "\u001b[31m\n" + new string('x', 100), "a number").ToString();

        Assert.Equal("CACHE_SIZE=?[31m?" + new string('x', 74) + "…: a number", line);
    }

    private void WriteFile(string content) => File.WriteAllText(Path.Combine(_home, "ultimate-mcp.json"), content);

    private SettingsReading Read((string Name, string Text)[]? commandLine = null, (string Name, string Text)[]? environment = null)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["ULTIMATE_MCP_HOME"] = _home };
        foreach (var (name, text) in environment ?? [])
        {
            variables[name] = text;
        }

        var texts = (commandLine ?? []).ToDictionary(pair => pair.Name, pair => pair.Text, StringComparer.Ordinal);
        return new SettingsReader(variables.GetValueOrDefault).Read(texts, []);
    }
}
