using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>Files go from run to run by their uris.</summary>
public sealed class StoredFilesTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_artifact_of_one_run_is_a_file_of_the_next_byte_for_byte()
    {
        var first = await _server.RunAsync("open('b.bin', 'wb').write(bytes(range(256)) * 9)");
        var uri = first.Structured.GetProperty("artifacts")[0].GetProperty("uri").GetString()!;

        var second = await ReadsAsync("print(open('d/in.bin', 'rb').read() == bytes(range(256)) * 9)", ("d/in.bin", uri));

        Assert.Equal("True\n", second["stdout"]);
    }

    [Theory]
    [InlineData("stdout", "out\n")]
    [InlineData("stderr", "err\n")]
    public async Task The_output_of_a_run_is_one_too(string stream, string text)
    {
        var first = await _server.RunAsync("import sys\nprint('out')\nprint('err', file=sys.stderr)");

        var second = await ReadsAsync("print(open('in.txt').read(), end='')", ("in.txt", $"ultimate://run/{first["run_id"]}/{stream}"));

        Assert.Equal(text, second["stdout"]);
    }

    [Theory]
    [InlineData("ultimate://run/run_00000000000000000000000000/stdout")]
    [InlineData("ultimate://run/nonsense")]
    [InlineData("ultimate://run/run_00000000000000000000000000/artifact/x")]
    public async Task A_uri_that_leads_nowhere_is_refused_and_nothing_is_run(string uri)
    {
        var refused = await ReadsAsync("print(1)", ("in.txt", uri));

        Assert.Equal("invalid_argument", refused.Structured.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("in.txt", refused.Text, StringComparison.Ordinal);
    }

    private Task<ToolAnswer> ReadsAsync(string code, (string Path, string Uri) file) =>
        _server.CallAsync(
            "execute_code", ("code", code), ("files", new Dictionary<string, string>(StringComparer.Ordinal) { [file.Path] = file.Uri }));
}
