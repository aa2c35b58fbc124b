using System.Text;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Hosting;

public class ExitCodeTests
{
    [Fact]
    public async Task Bad_settings_exit_78_with_a_line_for_each_and_leave_output_and_input_alone()
    {
        await using var server = TestServer.StartRaw(new TestServerOptions
        {
            Settings = [("CACHE_SIZE", "many"), ("LOG_LEVEL", "${LEVEL}")],
            Arguments = ["--max-processes=0"],
        });

        var output = await server.Raw.ReadToEndAsync();

        Assert.Equal(78, await server.WaitForExitAsync());
        Assert.Empty(output);
        Assert.Equal(
            """
            CACHE_SIZE=many: must be an integer from 1 to 1000000
            MAX_PROCESSES=0: must be an integer from 1 to 4096
            LOG_LEVEL=${LEVEL}: the host did not expand this; write the value itself

            """,
            server.Errors);
    }

    [Fact]
    public async Task A_command_whose_output_cannot_be_written_exits_0()
    {
        await using var command = TestServer.StartRaw(new TestServerOptions { Arguments = ["--help"], Shell = "exec \"$@\" >/dev/full" });

        Assert.Equal(0, await command.WaitForExitAsync());
        Assert.Equal("", command.Errors);
    }

    [Fact]
    public async Task An_unknown_setting_on_the_command_line_exits_78()
    {
        await using var server = TestServer.StartRaw(new TestServerOptions { Arguments = ["--cache-siez", "5"] });

        Assert.Equal(78, await server.WaitForExitAsync());
        Assert.Equal("--cache-siez: there is no such setting; did you mean --cache-size?\n", server.Errors);
    }

    [Fact]
    public async Task An_error_in_the_file_exits_78()
    {
        using var home = new TemporaryFolder();
        await File.WriteAllTextAsync(home.Combine("ultimate-mcp.json"), """{"CACHE_SIZE": 5, "CACHE_SIEZ": 5}""");
        await using var server = TestServer.StartRaw(new TestServerOptions { Home = home.Path });

        Assert.Equal(78, await server.WaitForExitAsync());
        Assert.Equal("ultimate-mcp.json: CACHE_SIEZ: there is no such setting; did you mean CACHE_SIZE?\n", server.Errors);
    }

    [Fact]
    public async Task A_file_with_a_byte_order_mark_is_read()
    {
        using var home = new TemporaryFolder();
        await File.WriteAllTextAsync(home.Combine("ultimate-mcp.json"), """{"LOG_LEVEL": "info", "CACHE_SIZE": 5}""", Encoding.UTF8);
        await using var command = TestServer.StartRaw(new TestServerOptions { Home = home.Path, Arguments = ["doctor"] });

        Assert.Contains("5 (ultimate-mcp.json)", await command.Raw.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_home_exits_78()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("home"), "");
        await using var server = TestServer.StartRaw(new TestServerOptions { Home = folder.Combine("home") });

        Assert.Equal(78, await server.WaitForExitAsync());
        Assert.Contains("this is a file", server.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_command_line_exits_1()
    {
        await using var server = TestServer.StartRaw(new TestServerOptions { Arguments = ["frobnicate"] });

        Assert.Equal(1, await server.WaitForExitAsync());
        Assert.Contains("frobnicate", server.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        await using var command = TestServer.StartRaw(new TestServerOptions { Arguments = ["--version"] });

        Assert.Equal("ultimate-mcp 0.1.0", await command.Raw.ReadLineAsync());
        Assert.Equal(0, await command.WaitForExitAsync());
    }

    [Fact]
    public async Task Help_lists_every_setting()
    {
        await using var command = TestServer.StartRaw(new TestServerOptions { Arguments = ["--help"] });

        var help = await command.Raw.ReadTextAsync();

        Assert.Equal(0, await command.WaitForExitAsync());
        Assert.Contains("--max-memory-mb <integer>", help, StringComparison.Ordinal);
        Assert.Contains("MAX_MEMORY_MB, 128", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_of_an_unknown_tool_exits_1_and_names_those_there_are()
    {
        await using var command = TestServer.StartRaw(new TestServerOptions { Arguments = ["call", "nothing"] });

        Assert.Equal(1, await command.WaitForExitAsync());
        Assert.Contains("execute_code", command.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_call_prints_the_error_and_exits_1()
    {
        await using var command = TestServer.StartRaw(
            new TestServerOptions { Arguments = ["call", "execute_code", "--json", """{"cod": "1"}"""] });

        var text = await command.Raw.ReadTextAsync();

        Assert.Equal(1, await command.WaitForExitAsync());
        Assert.StartsWith("invalid_argument: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_prints_the_text_of_its_reply()
    {
        await using var command = TestServer.StartRaw(new TestServerOptions { Arguments = ["call", "health"] });

        var text = await command.Raw.ReadTextAsync();

        Assert.Equal(0, await command.WaitForExitAsync());
        Assert.Contains("0.1.0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_may_come_from_a_file_with_or_without_a_byte_order_mark()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("call.json"), """{"code": "print('from \"é😀\"')"}""", Encoding.UTF8);
        await using var command = TestServer.StartRaw(new TestServerOptions
        {
            Arguments = ["call", "execute_code", "--raw", "--json", $"@{folder.Combine("call.json")}"],
        });

        var json = await command.Raw.ReadLineAsync();

        Assert.Equal(0, await command.WaitForExitAsync());
        Assert.Contains("""
            "stdout":"from \"é😀\"\n"
            """, json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_may_come_from_standard_input()
    {
        await using var command = TestServer.StartRaw(new TestServerOptions { Arguments = ["call", "execute_code", "--json", "-"] });

        await command.Raw.SendAsync("{\n\"code\": \"print('from input')\"}");
        command.EndInput();

        Assert.Contains("from input", await command.Raw.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await command.WaitForExitAsync());
    }

    [Theory]
    [InlineData("@no/such/file", "--json: cannot be read: ")]
    [InlineData("@", "--json: cannot be read: ")]
    [InlineData("@/dev/zero", "--json: must have at most 8388608 bytes; send the data in several smaller calls")]
    [InlineData("[]", "--json: must be a JSON object")]
    [InlineData("{\n\"code\":}", "--json: must be a JSON object with each name once; it is not valid JSON at line 2")]
    [InlineData("""{"code":"1","code":"2"}""", "--json: must be a JSON object with each name once")]
    [InlineData("""{"\ud800":"1"}""", "--json: must be a JSON object; a name in it contains a lone surrogate")]
    public async Task Arguments_that_cannot_be_read_exit_1_and_say_why(string json, string expected)
    {
        await using var command = TestServer.StartRaw(new TestServerOptions { Arguments = ["call", "execute_code", "--json", json] });

        Assert.Equal(1, await command.WaitForExitAsync());
        Assert.StartsWith(expected, command.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_raw_call_prints_JSON()
    {
        await using var command = TestServer.StartRaw(new TestServerOptions { Arguments = ["call", "health", "--raw"] });

        var json = await command.Raw.ReadAsync();

        Assert.Equal("0.1.0", (string?)json["version"]);
        Assert.Equal(0, await command.WaitForExitAsync());
    }

    [Fact]
    public async Task A_call_obeys_the_settings()
    {
        await using var command = TestServer.StartRaw(new TestServerOptions { Arguments = ["call", "health", "--cache-size", "none"] });

        Assert.Equal(78, await command.WaitForExitAsync());
        Assert.Equal("CACHE_SIZE=none: must be an integer from 1 to 1000000\n", command.Errors);
    }

    [Fact]
    public async Task The_doctor_names_a_bad_setting_and_exits_1()
    {
        await using var command = TestServer.StartRaw(new TestServerOptions { Arguments = ["doctor", "--cache-size", "0"] });

        var report = await command.Raw.ReadTextAsync();

        Assert.Equal(1, await command.WaitForExitAsync());
        Assert.Contains("WRONG  CACHE_SIZE", report, StringComparison.Ordinal);
        Assert.Contains("→ must be an integer from 1 to 1000000", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_says_what_to_raise_where_too_few_files_may_be_open()
    {
        // Too few for the pipes of any program. The runtime needs more than that to start; what it starts with is too few for the sandbox.
        var files = ServerBinary.IsNative ? 66 : 200;
        await using var command = TestServer.StartRaw(
            new TestServerOptions { Arguments = ["doctor"], Shell = $"ulimit -n {files} && exec \"$@\"" });

        var report = await command.Raw.ReadTextAsync();

        Assert.Equal(1, await command.WaitForExitAsync());
        Assert.Contains("WRONG  sandbox", report, StringComparison.Ordinal);
        Assert.Contains("ulimit -Hn 1024", report, StringComparison.Ordinal);
    }
}
