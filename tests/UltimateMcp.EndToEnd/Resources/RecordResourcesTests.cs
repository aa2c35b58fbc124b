using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;
using UltimateMcp.Primitives;

namespace UltimateMcp.EndToEnd.Resources;

public sealed class RecordResourcesTests
{
    private static readonly JsonSerializerOptions AsSent = new() { Encoder = ReadableJsonEncoder.Instance };

    [Fact]
    public async Task Output_and_artifacts_of_a_run_are_listed_and_read_whole()
    {
        await using var server = await TestServer.StartAsync();
        var run = await server.RunAsync("print('x' * 50000)\nopen('raw.bin', 'wb').write(bytes(range(256)))");

        var listed = await server.Client.ListResourcesAsync(cancellationToken: CancellationToken.None);
        var stdout = await server.Client.ReadResourceAsync(
            $"ultimate://run/{run["run_id"]}/stdout", cancellationToken: CancellationToken.None);
        var artifact = await server.Client.ReadResourceAsync(
            $"ultimate://run/{run["run_id"]}/artifact/raw.bin", cancellationToken: CancellationToken.None);

        Assert.Equal(2, listed.Count);
        Assert.Equal(new string('x', 50000) + "\n", Assert.IsType<TextResourceContents>(stdout.Contents[0]).Text);
        var blob = Assert.IsType<BlobResourceContents>(artifact.Contents[0]);
        Assert.Equal(Enumerable.Range(0, 256).Select(value => (byte)value), blob.DecodedData.ToArray());
        Assert.Equal("application/octet-stream", blob.MimeType);
    }

    [Fact]
    public async Task The_newest_20_runs_are_listed()
    {
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        var runs = new List<string?>();
        for (var i = 0; i < 21; i++)
        {
            runs.Add((await server.RunAsync($"echo {i}", "bash"))["run_id"]);
        }

        var listed = await server.Client.ListResourcesAsync(cancellationToken: CancellationToken.None);

        Assert.Equal(20, listed.Count);
        Assert.Equal($"ultimate://run/{runs[^1]}/stdout", listed[0].Uri);
        Assert.DoesNotContain(listed, resource => resource.Uri.Contains(runs[0]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_removed_while_it_is_read_is_there_or_is_not()
    {
        const int Files = 50;
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        var run = await server.RunAsync($"for i in range({Files}): open(f'{{i}}.txt', 'w').write('kept')");
        var reads = Enumerable.Range(0, Files).Select(ReadAsync).ToList();

        Assert.Equal("kept", await reads[0]);
        Directory.Delete(Path.Combine(server.Home, "outputs", run["run_id"]!), recursive: true);

        var texts = await Task.WhenAll(reads);
        Assert.All(texts, text => Assert.Matches("^kept$|Resource not found", text));
        Assert.Contains("Resource not found", await ReadAsync(1), StringComparison.Ordinal);

        async Task<string> ReadAsync(int file)
        {
            try
            {
                var read = await server.Client.ReadResourceAsync(
                    $"ultimate://run/{run["run_id"]}/artifact/{file}.txt", cancellationToken: CancellationToken.None);
                return Assert.IsType<TextResourceContents>(read.Contents[0]).Text;
            }
            catch (McpProtocolException refused)
            {
                return refused.Message;
            }
        }
    }

    [Fact]
    public async Task The_templates_are_those_that_results_use()
    {
        await using var server = await TestServer.StartAsync();

        var templates = await server.Client.ListResourceTemplatesAsync(cancellationToken: CancellationToken.None);

        Assert.Equal(
            [
                "ultimate://run/{run_id}/{stream}", "ultimate://run/{run_id}/artifact/{+path}", "ultimate://lint/{lint_id}/{output}",
                "ultimate://test/{test_run_id}/{output}",
            ],
            templates.Select(template => template.UriTemplate));
        Assert.Equal(
            [
                "Everything that a run wrote to a stream: stdout or stderr.",
                "A file that a run left in its working directory.",
                "All that a lint found, or the code that it fixed: findings or fixed.",
                "All tests of a test run, or what it wrote to a stream: tests, stdout or stderr.",
            ],
            templates.Select(template => template.Description));
    }

    [Theory]
    [InlineData("2025-11-25", -32002)]
    [InlineData("2026-07-28", -32602)]
    public async Task What_is_not_there_is_an_error_of_the_protocol(string version, int code)
    {
        await using var server = TestServer.StartRaw();
        JsonObject parameters = version == "2026-07-28" ? RawClient.Stateless() : [];
        if (version != "2026-07-28")
        {
            await server.Raw.InitializeAsync(version);
        }

        parameters["uri"] = "ultimate://run/run_01ARYZ6S41TSV4RRFFQ69G5FAV/stdout";
        var reply = await server.Raw.RequestAsync("resources/read", parameters);

        Assert.Equal(code, reply["error"]!["code"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("a.txt", "'x'", 700 * 1024, false)]
    [InlineData("a.txt", "'x'", 700 * 1024 + 1, true)]
    [InlineData("a.txt", "'\"'", 700 * 1024, true)]
    [InlineData("a.bin", "'\\0'", 700 * 1024, false)]
    [InlineData("a.bin", "'\\0'", 700 * 1024 + 1, true)]
    public async Task A_resource_of_700_KB_is_sent_if_its_reply_stays_below_a_million_characters(
        string name, string unit, int count, bool isRefused)
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();
        var code = $"open('{name}', 'w').write({unit} * {count})";
        var run = await server.Raw.CallToolAsync("execute_code", new JsonObject { ["code"] = code });
        var uri = (string)run["result"]!["structuredContent"]!["artifacts"]![0]!["uri"]!;

        var reply = await server.Raw.RequestAsync("resources/read", new JsonObject { ["uri"] = uri });

        Assert.Equal(isRefused, reply["error"] is not null);
        Assert.InRange(reply.ToJsonString(AsSent).Length, 1, 999_999);
        if (isRefused)
        {
            Assert.Contains("read_output", (string)reply["error"]!["message"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_list_of_many_long_names_stays_below_a_million_characters()
    {
        await using var server = TestServer.StartRaw(UnlimitedServer.NoRateLimits);
        await server.Raw.InitializeAsync();
        for (var run = 0; run < 20; run++)
        {
            var code = "import os\nfolder = '/'.join(['€' * 80] * 3)\nos.makedirs(folder)\n"
                + $"for i in range(64): open(f'{{folder}}/{{i}}', 'w').write('{run}')";
            await server.Raw.CallToolAsync("execute_code", new JsonObject { ["code"] = code });
        }

        var reply = await server.Raw.RequestAsync("resources/list", []);

        Assert.InRange(reply["result"]!["resources"]!.AsArray().Count, 100, 20 * 64);
        Assert.InRange(reply.ToJsonString(AsSent).Length, 600_000, 999_999);
    }

    [Theory]
    [InlineData("resources/subscribe")]
    [InlineData("resources/unsubscribe")]
    public async Task There_is_nothing_to_subscribe_to(string method)
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        var reply = await server.Raw.RequestAsync(
            method, new JsonObject { ["uri"] = "ultimate://run/run_01ARYZ6S41TSV4RRFFQ69G5FAV/stdout" });

        Assert.Equal(-32601, (int)reply["error"]!["code"]!);
    }

    [Theory]
    [InlineData("rm $record/stdout")]
    [InlineData("echo '{}' > $record/result.json")]
    [InlineData("echo garbage > $record/result.json")]
    [InlineData("rm $record/result.json; mkdir $record/result.json")]
    public async Task A_damaged_record_is_none_and_harms_no_other(string damage)
    {
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        var damaged = await server.RunAsync("print('damaged')");
        var whole = await server.RunAsync("print('whole')");
        using var shell = System.Diagnostics.Process.Start(
            "/bin/sh", ["-c", damage.Replace("$record", $"{server.Home}/outputs/{damaged["run_id"]}", StringComparison.Ordinal)]);
        await shell.WaitForExitAsync();

        var listed = await server.Client.ListResourcesAsync(cancellationToken: CancellationToken.None);
        var read = await server.CallAsync("read_output", ("uri", $"ultimate://run/{damaged["run_id"]}/stdout"));

        Assert.Equal($"ultimate://run/{whole["run_id"]}/stdout", Assert.Single(listed).Uri);
        Assert.Equal("invalid_argument", read.Error.GetProperty("code").GetString());
    }
}
