using System.Text;
using System.Text.Json;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.Primitives;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>No program can make a reply too long to send or to read.</summary>
public sealed class ReplySizeTests(UnlimitedServer unlimited) : IClassFixture<UnlimitedServer>
{
    private const int LongestChannel = 64 * 1024;
    private const string FloodBoth = "import os, sys\nfor stream in (sys.stdout, sys.stderr): stream.write('€' * 300000)\n";

    private readonly TestServer _server = unlimited.Server;

    [Theory]
    [InlineData("'n' * 200")]
    [InlineData("'€' * 80")]
    [InlineData("'/'.join(['€' * 80] * 7)")]
    public async Task Files_with_the_longest_names_are_listed_as_far_as_there_is_room(string folder)
    {
        var answer = await _server.RunAsync(
            $"{FloodBoth}os.makedirs({folder})\nfor i in range(64): open({folder} + f'/{{i:02}}' + 'x' * 250, 'w')");

        Assert.InRange(answer.Structured.GetProperty("artifacts").GetArrayLength(), 3, 63);
        Assert.InRange(BytesOf(answer.Structured), 40_000, LongestChannel);
        Assert.InRange(Encoding.UTF8.GetByteCount(answer.Text), 40_000, LongestChannel);
        Assert.Contains("Not kept", answer["hint"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sixty_four_files_with_names_of_a_hundred_characters_are_all_listed()
    {
        var answer = await _server.RunAsync($"{FloodBoth}for i in range(64): open(f'{{i:02}}' + 'x' * 98, 'w')");

        Assert.Equal(64, answer.Structured.GetProperty("artifacts").GetArrayLength());
        Assert.InRange(BytesOf(answer.Structured), 40_000, LongestChannel);
        Assert.Null(answer["hint"]);
    }

    /// <summary>As the server writes it; the client's own element holds escapes.</summary>
    private static long BytesOf(JsonElement structured)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ReadableJsonEncoder.Instance }))
        {
            structured.WriteTo(json);
        }

        return bytes.Length;
    }
}
