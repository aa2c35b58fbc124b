using Microsoft.Extensions.Logging;
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
        { "OUTPUTS_MAX_SIZE_MB", "1G" },
        { "MAX_CONCURRENT_CALLS", "" },
        { "LOG_LEVEL", "Loud" },
        { "LOG_LEVEL", "2" },
    };

    public static TheoryData<string> Ranged =>
        [.. SettingsTable.All.Where(setting => setting.Allowed.Contains(" from ", StringComparison.Ordinal)).Select(setting => setting.Name)];

    public static TheoryData<string> Names => [.. SettingsTable.All.Select(setting => setting.Name)];

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Without_any_setting_the_defaults_are_in_force()
    {
        var reading = Read();

        Assert.Empty(reading.Faults);
        Assert.Equal(TimeSpan.FromSeconds(30), reading.Settings.Run.MaxExecutionTime);
        Assert.Equal(LogLevel.Information, reading.Settings.LogLevel);
        Assert.All(reading.Settings.InForce.Skip(1), setting => Assert.Equal(SettingSource.Default, setting.Source));
    }

    [Fact]
    public void Every_default_that_the_table_shows_is_the_one_in_force()
    {
        var spelled = SettingsTable.All.Where(setting => setting.Name is not ("ULTIMATE_MCP_HOME" or "MAX_CONCURRENT_CALLS"));

        var set = Read(environment: [.. spelled.Select(setting => (setting.Name, setting.Default))]);

        Assert.Empty(set.Faults);
        Assert.Equivalent(Read().Settings with { InForce = [] }, set.Settings with { InForce = [] });
        Assert.Equal(Environment.ProcessorCount * 4, set.Settings.Calls.MaxConcurrentCalls);
    }

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void A_bad_text_is_a_fault_that_says_what_is_allowed(string name, string text)
    {
        var reading = Read(commandLine: [(name, text)]);

        Assert.Contains(new SettingFault(name, text, SettingsTable.Named(name)!.Allowed), reading.Faults);
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
        var words = SettingsTable.Named(name)!.Allowed.Split(' ');
        var (least, most) = (decimal.Parse(words[^3]), decimal.Parse(words[^1]));
        var step = SettingsTable.Named(name)!.Kind == SettingKind.Whole ? 1 : 0.0001m;

        Assert.Empty(Read(environment: [(name, $"{least}")]).Faults);
        Assert.Empty(Read(environment: [(name, $"{most}")]).Faults);
        Assert.Single(Read(environment: [(name, $"{least - step}")]).Faults);
        Assert.Single(Read(environment: [(name, $"{most + step}")]).Faults);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_that_the_host_did_not_expand_is_a_fault_with_that_hint(string name)
    {
        var reading = Read(environment: [(name, $"${{{name}}}")]);

        Assert.Equal($"{name}=${{{name}}}: the host did not expand this; write the value itself", Assert.Single(reading.Faults).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("${user_config.cache_size}")]
    public void What_the_user_left_blank_in_a_host_counts_as_unset(string text)
    {
        var reading = Read(environment: [("CACHE_SIZE", text)]);

        Assert.Empty(reading.Faults);
        Assert.Equal(1000, reading.Settings.Cache.Size);
    }

    [Fact]
    public void All_faults_are_collected()
    {
        WriteFile("""{"MAX_PROCESSES": 0, "LOG_LEVEL": [], "NO_SUCH": 1}""");

        var reading = Read(commandLine: [("CACHE_SIZE", "x")], environment: [("CACHE_TTL", "-1")]);

        Assert.Equal(
            ["ultimate-mcp.json: LOG_LEVEL", "ultimate-mcp.json: NO_SUCH", "CACHE_SIZE", "CACHE_TTL", "MAX_PROCESSES"],
            reading.Faults.Select(fault => fault.Name));
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        WriteFile("""{"CACHE_SIZE": 1, "CACHE_TTL": 1, "MAX_PROCESSES": "1", /* fine */ "CACHE_ENABLED": false,}""");

        var reading = Read(commandLine: [("CACHE_SIZE", "3")], environment: [("CACHE_SIZE", "2"), ("CACHE_TTL", "2.5")]);

        Assert.Empty(reading.Faults);
        Assert.Equal(3, reading.Settings.Cache.Size);
        Assert.Equal(TimeSpan.FromSeconds(2.5), reading.Settings.Cache.TimeToLive);
        Assert.False(reading.Settings.Cache.Enabled);
        Assert.Equal(
            [SettingSource.Environment, SettingSource.File, SettingSource.CommandLine, SettingSource.Environment],
            reading.Settings.InForce.Take(4).Select(setting => setting.Source));
    }

    [Theory]
    [InlineData("{", "not valid JSON at line 1")]
    [InlineData("[]", "one flat object")]
    [InlineData("""{"CACHE_SIZE": 1, "CACHE_SIZE": 2}""", "each name once")]
    [InlineData("""{"ULTIMATE_MCP_HOME": "/x"}""", "not in the file that it leads to")]
    [InlineData("""{"CACHE_SIZE": {}}""", "a text, a number, true or false")]
    public void A_fault_in_the_file_is_named(string content, string expected)
    {
        WriteFile(content);

        var fault = Assert.Single(Read().Faults);

        Assert.Contains("ultimate-mcp.json", fault.Name, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_the_place_of_the_home_is_a_fault()
    {
        var file = Path.Combine(_home, "file");
        File.WriteAllText(file, "");

        var reading = Read(commandLine: [("ULTIMATE_MCP_HOME", file)]);

        Assert.Equal($"ULTIMATE_MCP_HOME={file}: an absolute path to a folder; this is a file", Assert.Single(reading.Faults).ToString());
    }

    [Theory]
    [InlineData("/data", "/home/u", "/data/ultimate-mcp")]
    [InlineData("not/absolute", "/home/u", "/home/u/.local/share/ultimate-mcp")]
    [InlineData(null, "/home/u", "/home/u/.local/share/ultimate-mcp")]
    public void The_home_lies_in_the_users_data_folder(string? data, string user, string expected)
    {
        var reader = new SettingsReader(name => name switch { "XDG_DATA_HOME" => data, "HOME" => user, _ => null });

        var reading = reader.Read(new Dictionary<string, string>(StringComparer.Ordinal), []);

        Assert.Empty(reading.Faults);
        Assert.Equal(expected, reading.Settings.Home);
    }

    [Fact]
    public void A_fault_is_one_line_however_long_and_wild_the_value_is()
    {
        var line = new SettingFault("CACHE_SIZE", "\u001b[31m\n" + new string('x', 100), "a number").ToString();

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
