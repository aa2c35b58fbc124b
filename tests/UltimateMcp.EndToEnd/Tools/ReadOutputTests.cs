using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

public sealed class ReadOutputTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    // A picture of one pixel, in PNG.
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task A_picture_is_named_with_the_call_that_shows_it()
    {
        var run = await _server.RunAsync(
            $"import base64\nopen('my figure.png', 'wb').write(base64.b64decode('{Png}'))\nopen('a.txt', 'w').write('text')");

        var uri = $"ultimate://run/{run["run_id"]}/artifact/my%20figure.png";
        var shown = await _server.CallAsync("read_output", ("uri", uri));

        Assert.Contains(
            $"\nartifact: my figure.png (image/png, 70 bytes): read_output {{\"uri\":\"{uri}\"}}\n", run.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"\nartifact: a.txt (text/plain, 4 bytes) ultimate://run/{run["run_id"]}/artifact/a.txt\n", run.Text, StringComparison.Ordinal);
        Assert.Equal("image/png", Assert.Single(shown.Result.Content.OfType<ImageContentBlock>()).MimeType);
    }

    [Fact]
    public async Task A_picture_that_is_too_large_to_be_shown_is_named_without_a_call()
    {
        var run = await _server.RunAsync(
            $"import base64\nopen('a.png', 'wb').write(base64.b64decode('{Png}') + bytes(716_800))");

        Assert.Contains("\nartifact: a.png (image/png, 716,870 bytes) ultimate://run/", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_output_is_cut_in_the_reply_and_readable_in_full()
    {
        var run = await _server.RunAsync("for i in range(10000): print('line', i)");
        var uri = $"ultimate://run/{run["run_id"]}/stdout";

        var page = await ReadAsync(uri, ("offset", 5000), ("limit", 2));

        Assert.Contains("\n…\n", run["stdout"], StringComparison.Ordinal);
        Assert.Contains(
            $"of 10,000 lines ({run.Structured.GetProperty("truncated").GetProperty("stdout").GetInt64():N0} bytes left out after line",
            run.Text,
            StringComparison.Ordinal);
        Assert.Contains($"; read_output {uri}):", run.Text, StringComparison.Ordinal);
        Assert.True(run.Structured.GetProperty("truncated").GetProperty("stdout").GetInt64() > 0);
        Assert.Equal(["line 5000", "line 5001"], LinesOf(page));
        Assert.Equal("5002", page["next_offset"]);
        Assert.Equal("10000", page["total_lines"]);
        Assert.Contains("line 5001", page.Text, StringComparison.Ordinal);
        Assert.Contains("continue at offset 5002", page.Text, StringComparison.Ordinal);
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
    [InlineData(700 * 1024, false)]
    [InlineData(700 * 1024 + 1, true)]
    public async Task An_image_of_700_KB_is_shown_and_one_byte_more_is_not(int bytes, bool isRefused)
    {
        var run = await _server.RunAsync($"open('big.png', 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n' + bytes({bytes} - 8))");
        var uri = run.Structured.GetProperty("artifacts")[0].GetProperty("uri").GetString()!;

        var answer = await ReadAsync(uri);

        Assert.Equal(isRefused, answer.IsError);
        Assert.InRange(JsonSerializer.Serialize(answer.Result, McpJsonUtilities.DefaultOptions).Length, 1, 999_999);
        if (isRefused)
        {
            Assert.Contains("716,801 bytes; at most 716,800", answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Contains("fewer pixels", answer.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        }
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

    [Fact]
    public async Task What_stands_behind_5000_characters_of_a_line_is_found_and_read()
    {
        var run = await _server.RunAsync("print('x'*5000+'needle'+'y'*100_000)");
        var uri = $"ultimate://run/{run["run_id"]}/stdout";

        var found = await ReadAsync(uri, ("grep", "needle"));
        var there = await ReadAsync(uri, ("column", 5000));
        var rest = await ReadAsync(uri, ("column", int.Parse(there["next_column"]!)));

        Assert.Equal($"0 (column 4750): …{new string('x', 250)}needle{new string('y', 250)}…", Assert.Single(LinesOf(found)));
        Assert.StartsWith("needley", LinesOf(there)[0], StringComparison.Ordinal);
        Assert.Contains($"; continue at offset 0, column {there["next_column"]}:\n", there.Text, StringComparison.Ordinal);
        Assert.Equal("needle" + new string('y', 100_000), LinesOf(there)[0] + LinesOf(rest)[0]);
        Assert.Null(rest["next_offset"]);
    }

    [Fact]
    public async Task A_progress_bar_is_its_last_state_in_the_reply_and_in_pages()
    {
        const string Bar = "import sys\nfor i in range(101): sys.stderr.write(f'\\r{i:3d}%|' + '#' * (i // 10))\n";
        var run = await _server.RunAsync($"{Bar}print('\\x1b[2K\\rdone\\b\\bNE')");
        var uri = $"ultimate://run/{run["run_id"]}";

        var page = await ReadAsync($"{uri}/stderr");
        var lost = await ReadAsync($"{uri}/stderr", ("grep", "50%"));

        Assert.Equal(("100%|##########", "doNE\n"), (run["stderr"], run["stdout"]));
        Assert.Contains("Text that stderr overwrote", run["hint"], StringComparison.Ordinal);
        Assert.Contains("\nstderr, 1 lines:\n100%|##########", run.Text, StringComparison.Ordinal);
        Assert.Equal(["100%|##########"], LinesOf(page));
        Assert.Contains("overwritten", page["hint"], StringComparison.Ordinal);
        Assert.Contains("overwritten", page.Text.Split('\n')[0], StringComparison.Ordinal);
        Assert.Empty(LinesOf(lost));
    }

    [Theory]
    [InlineData("'naïve café\\r\\n'.encode('utf-16')", "utf-16le")]
    [InlineData("'naïve café\\r\\n'.encode('utf-16-be')", "utf-16be")]
    [InlineData("'naïve café\\r\\n'.encode('latin-1')", "windows-1252")]
    [InlineData("'naïve café\\r\\n'.encode('utf-8-sig')", null)]
    public async Task Other_encodings_are_read_and_said_in_files_and_in_output(string bytes, string? encoding)
    {
        var run = await _server.RunAsync($"import sys\nsys.stdout.buffer.write({bytes})\nopen('a.txt', 'wb').write({bytes})");

        var file = await ReadAsync(run.Structured.GetProperty("artifacts")[0].GetProperty("uri").GetString()!, ("grep", "é$"));
        var stdout = await ReadAsync($"ultimate://run/{run["run_id"]}/stdout");

        Assert.Equal("naïve café\r\n", run["stdout"]);
        Assert.Equal(encoding is null ? null : $"stdout was read as {encoding}.", run["hint"]);
        Assert.Equal(["0:naïve café"], LinesOf(file));
        Assert.Equal(["naïve café"], LinesOf(stdout));
        Assert.Equal((encoding, encoding), (file["encoding"], stdout["encoding"]));
        Assert.StartsWith($"1 of 1 lines{(encoding is null ? "" : $", read as {encoding}")}; this is", file.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")]
    [InlineData("a.html", "<!doctype html>", "text/html")]
    [InlineData("a.json", "[1]", "application/json")]
    [InlineData("a.csv", "a,b", "text/csv")]
    [InlineData("a.md", "# a", "text/markdown")]
    public async Task Text_of_each_media_type_is_read_as_text(string name, string text, string mediaType)
    {
        var run = await _server.RunAsync($"open('{name}', 'w').write(\"\"\"{text}\"\"\")");
        var artifact = run.Structured.GetProperty("artifacts")[0];
        var uri = artifact.GetProperty("uri").GetString()!;

        var page = await ReadAsync(uri);
        var resource = await _server.Client.ReadResourceAsync(uri, cancellationToken: CancellationToken.None);

        Assert.Equal(mediaType, artifact.GetProperty("media_type").GetString());
        Assert.Equal([text], LinesOf(page));
        Assert.Equal((text, mediaType), (Assert.IsType<TextResourceContents>(resource.Contents[0]).Text, resource.Contents[0].MimeType));
    }

    [Fact]
    public async Task A_PDF_is_refused_by_its_type()
    {
        var run = await _server.RunAsync("open('a.pdf', 'wb').write(b'%PDF-1.4\\n\\x80\\x81')");

        var answer = await ReadAsync(run.Structured.GetProperty("artifacts")[0].GetProperty("uri").GetString()!);

        Assert.Contains("application/pdf, 11 bytes", answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
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

        Assert.Equal("3 of 9 lines; continue at offset 5:\nline 2\nline 3\nline 4", page.Text);
        Assert.Equal("""{"lines":["line 2","line 3","line 4"],"next_offset":5,"total_lines":9}""", page.Structured.GetRawText());
    }
}
