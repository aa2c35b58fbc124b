using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Protocol;

/// <summary>Calls as some hosts and models make them, whatever the schema says.</summary>
public class HostArgumentsTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task What_hosts_add_or_change_does_not_matter()
    {
        var health = await _server.CallAsync(
            "health", ("toolCallId", "t"), ("sessionId", "s"), ("action", "sendMessage"), ("chatInput", "x"));
        var run = await _server.CallAsync(
            "execute_code",
            ("code", "import sys; print(sys.argv[1:], open('a.txt').read())"),
            ("language", "PY"),
            ("args", """["x", "y"]"""),
            ("files", """{"a.txt": "a \"quote\""}"""),
            ("stdin", null),
            ("timeout_seconds", 5.0),
            ("toolCallId", "t"),
            ("sessionId", "s"));

        Assert.False(health.IsError, health.Text);
        Assert.Equal("['x', 'y'] a \"quote\"\n", run["stdout"]);
        Assert.Equal("python", run["language"]);
    }

    [Theory]
    [InlineData("py", "print(1)")]
    [InlineData("Python", "print(1)")]
    [InlineData("js", "console.log(1)")]
    [InlineData("node", "console.log(1)")]
    [InlineData("JavaScript", "console.log(1)")]
    [InlineData("ts", "console.log(1)")]
    [InlineData("C#", "Console.WriteLine(1);")]
    [InlineData("cs", "Console.WriteLine(1);")]
    [InlineData("sh", "echo 1")]
    [InlineData("shell", "echo 1")]
    [InlineData("Bash", "echo 1")]
    public async Task A_language_may_be_given_by_any_of_its_names(string language, string code)
    {
        Assert.Equal("1\n", (await _server.RunAsync(code, language))["stdout"]);
    }

    [Theory]
    [InlineData("perl")]
    [InlineData("tsx")]
    public async Task A_language_that_is_not_there_is_answered_with_those_that_are(string language)
    {
        var answer = await _server.RunAsync("1", language);

        Assert.Equal("invalid_argument", answer.Error.GetProperty("code").GetString());
        Assert.Equal(
            $"The argument \"language\" is \"{language}\"; it must be one of: python, javascript, typescript, bash, csharp.",
            answer.Error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("""{"code":"1","files":"{'a': 1}"}""")]
    [InlineData("""{"code":"1","args":"é 😀 \"名\""}""")]
    [InlineData("""{"code":"1","é\"😀":1}""")]
    public async Task An_error_shows_quotes_and_other_alphabets_as_they_are_in_both_channels(string arguments)
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        await server.Raw.SendAsync(
            $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"execute_code","arguments":{{{arguments}}}}}""");
        var line = await server.Raw.ReadLineAsync();

        Assert.Contains("invalid_argument", line, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_shows_quotes_and_other_alphabets_as_they_are()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        await server.Raw.SendAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"execute_code","arguments":"""
                + """{"code":"print('\"Привет\" 名前 😀 <&>')"}}}""");
        var line = await server.Raw.ReadLineAsync();

        Assert.Contains("""
            "stdout":"\"Привет\" 名前 😀 <&>\n"
            """, line, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", line, StringComparison.Ordinal);
    }
}
