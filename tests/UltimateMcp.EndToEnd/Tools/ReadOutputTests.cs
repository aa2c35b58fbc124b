using ModelContextProtocol.Protocol;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

public sealed class ReadOutputTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    // A picture of one pixel, in PNG.
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task Long_output_is_cut_in_the_reply_and_readable_in_full()
    {
        var run = await _server.RunAsync("for i in range(10000): print('line', i)");
        var uri = $"ultimate://run/{run["run_id"]}/stdout";

        var page = await ReadAsync(uri, ("offset", 5000), ("limit", 2));

        Assert.Contains("\n…\n", run["stdout"], StringComparison.Ordinal);
        Assert.Contains($"of 10,000 lines ({run.Structured.GetProperty("truncated").GetProperty("stdout").GetInt64():N0} bytes left out after line", run.Text, StringComparison.Ordinal);
        Assert.Contains($"; read_output {uri}):", run.Text, StringComparison.Ordinal);
        Assert.True(run.Structured.GetProperty("truncated").GetProperty("stdout").GetInt64() > 0);
        Assert.Equal(["line 5000", "line 5001"], LinesOf(page));
        Assert.Equal("5002", page["next_offset"]);
        Assert.Equal("10000", page["total_lines"]);
        Assert.Contains("line 5001", page.Text, StringComparison.Ordinal);
        Assert.Contains("go on at offset 5002", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_finds_lines_with_their_numbers()
    {
        var run = await _server.RunAsync("for i in range(1000): print('line', i)");

        var page = await ReadAsync($"ultimate://run/{run["run_id"]}/stdout", ("grep", "99$"));

        Assert.Equal("99:line 99", LinesOf(page)[0]);
        Assert.Equal(10, LinesOf(page).Length);
    }

    [Fact]
    public async Task An_artifact_is_read_by_its_uri()
    {
        var run = await _server.RunAsync("open('a b.txt', 'w').write('one\\ntwo\\n')");
        var uri = run.Structured.GetProperty("artifacts")[0].GetProperty("uri").GetString()!;

        var page = await ReadAsync(uri);

        Assert.Equal(["one", "two"], LinesOf(page));
    }

    [Fact]
    public async Task An_image_is_an_image_and_nothing_structured()
    {
        var run = await _server.RunAsync($"import base64\nopen('dot.png', 'wb').write(base64.b64decode('{Png}'))");
        var uri = run.Structured.GetProperty("artifacts")[0].GetProperty("uri").GetString()!;

        var answer = await ReadAsync(uri);

        Assert.Null(answer.Result.StructuredContent);
        var image = Assert.Single(answer.Result.Content.OfType<ImageContentBlock>());
        Assert.Equal("image/png", image.MimeType);
        Assert.Equal(Convert.FromBase64String(Png), image.DecodedData.ToArray());
        Assert.Contains("image/png", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_image_are_refused_with_size_and_type()
    {
        var run = await _server.RunAsync("open('data.bin', 'wb').write(bytes(range(256)))");
        var uri = run.Structured.GetProperty("artifacts")[0].GetProperty("uri").GetString()!;

        var answer = await ReadAsync(uri);

        Assert.Equal("invalid_argument", answer.Error.GetProperty("code").GetString());
        Assert.Contains("application/octet-stream, 256 bytes", answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024 * 1024, false)]
    [InlineData(1024 * 1024 + 1, true)]
    public async Task An_image_of_1_MB_is_shown_and_one_byte_more_is_not(int bytes, bool isRefused)
    {
        var run = await _server.RunAsync($"open('big.png', 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n' + bytes({bytes} - 8))");
        var uri = run.Structured.GetProperty("artifacts")[0].GetProperty("uri").GetString()!;

        var answer = await ReadAsync(uri);

        Assert.Equal(isRefused, answer.IsError);
    }

    [Theory]
    [InlineData("ultimate://run/run_01ARYZ6S41TSV4RRFFQ69G5FAV/stdout")]
    [InlineData("ultimate://run/../../etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("stdout")]
    public async Task A_uri_that_leads_nowhere_is_refused_with_the_form_of_one_that_does(string uri)
    {
        var answer = await ReadAsync(uri);

        Assert.Equal("invalid_argument", answer.Error.GetProperty("code").GetString());
        Assert.Contains("ultimate://run/RUN_ID/stdout", answer.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(a)\\1")]
    public async Task A_pattern_that_cannot_be_searched_for_is_refused(string grep)
    {
        var run = await _server.RunAsync("print(1)");

        var answer = await ReadAsync($"ultimate://run/{run["run_id"]}/stdout", ("grep", grep));

        Assert.Equal("invalid_argument", answer.Error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_second_server_on_the_same_home_reads_what_the_first_ran()
    {
        var run = await _server.RunAsync("print('shared')");
        await using var second = await TestServer.StartAsync(new TestServerOptions { Home = _server.Home });

        var page = await second.CallAsync("read_output", ("uri", $"ultimate://run/{run["run_id"]}/stdout"));

        Assert.Equal(["shared"], LinesOf(page));
    }

    private Task<ToolAnswer> ReadAsync(string uri, params (string Name, object? Value)[] more) =>
        _server.CallAsync("read_output", [("uri", uri), .. more]);

    private static string[] LinesOf(ToolAnswer page) =>
        [.. page.Structured.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!)];

    [Fact]
    public async Task The_text_alone_answers_what_the_structure_answers()
    {
        await using var server = await TestServer.StartAsync();
        var run = await server.RunAsync("for i in range(9): print('line', i)");

        var page = await server.CallAsync("read_output", ("uri", $"ultimate://run/{run["run_id"]}/stdout"), ("offset", 2), ("limit", 3));

        Assert.Equal("3 of 9 lines; go on at offset 5:\nline 2\nline 3\nline 4", page.Text);
        Assert.Equal("""{"lines":["line 2","line 3","line 4"],"next_offset":5,"total_lines":9}""", page.Structured.GetRawText());
    }
}
