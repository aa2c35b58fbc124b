using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Resources;

public sealed class RunResourcesTests
{
    [Fact]
    public async Task Output_and_artifacts_of_a_run_are_listed_and_read_whole()
    {
        await using var server = await TestServer.StartAsync();
        var run = await server.RunAsync("print('x' * 50000)\nopen('raw.bin', 'wb').write(bytes(range(256)))");

        var listed = await server.Client.ListResourcesAsync(cancellationToken: CancellationToken.None);
        var stdout = await server.Client.ReadResourceAsync($"ultimate://run/{run["run_id"]}/stdout", cancellationToken: CancellationToken.None);
        var artifact = await server.Client.ReadResourceAsync($"ultimate://run/{run["run_id"]}/artifact/raw.bin", cancellationToken: CancellationToken.None);

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
    public async Task The_templates_are_those_that_results_use()
    {
        await using var server = await TestServer.StartAsync();

        var templates = await server.Client.ListResourceTemplatesAsync(cancellationToken: CancellationToken.None);

        Assert.Equal(["ultimate://run/{run_id}/{stream}", "ultimate://run/{run_id}/artifact/{+path}"], templates.Select(template => template.UriTemplate));
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
}
