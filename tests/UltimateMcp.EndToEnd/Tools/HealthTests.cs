using System.Text.Json;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

public sealed class HealthTests
{
    [Fact]
    public async Task Health_tells_what_works_here()
    {
        await using var server = await TestServer.StartAsync();

        var health = await server.CallAsync("health");

        Assert.Equal("ok", health["status"]);
        Assert.True(health.Structured.GetProperty("sandbox").GetProperty("available").GetBoolean());
        Assert.Equal(
            ["python", "javascript", "typescript", "bash", "csharp"],
            health.Structured.GetProperty("languages").EnumerateArray().Select(language => language.GetProperty("name").GetString()));
        Assert.All(
            health.Structured.GetProperty("languages").EnumerateArray(),
            language => Assert.Matches(@"^\d+\.\d+", language.GetProperty("version").GetString()));
        Assert.Contains("namespaces+seccomp", health.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_tool_that_is_limited_has_its_bucket_and_a_call_takes_a_token()
    {
        await using var server = await TestServer.StartAsync(("RATE_LIMIT_EXECUTE_PER_MINUTE", "3"));
        await server.RunAsync("print(1)");

        var health = await server.CallAsync("health");

        var bucket = health.Structured.GetProperty("buckets").EnumerateArray().Single(
            entry => entry.GetProperty("tool").GetString() == "execute_code");
        Assert.Equal(3, bucket.GetProperty("capacity").GetDouble());
        Assert.InRange(bucket.GetProperty("tokens").GetDouble(), 2, 2.9);
        Assert.Equal(0.05, bucket.GetProperty("refill_per_second").GetDouble());
    }

    [Fact]
    public async Task The_cache_s_hits_are_counted()
    {
        await using var server = await TestServer.StartAsync();
        await server.RunAsync("print(1)");
        await server.RunAsync("print(1)");

        var cache = (await server.CallAsync("health")).Structured.GetProperty("cache");

        Assert.Equal(1, cache.GetProperty("hits").GetInt64());
        Assert.Equal(1, cache.GetProperty("misses").GetInt64());
        Assert.Equal(1, cache.GetProperty("entries").GetInt64());
    }

    [Fact]
    public async Task The_text_alone_answers_what_the_structure_answers()
    {
        await using var server = await TestServer.StartAsync();

        var health = await server.CallAsync("health");

        Assert.All(Leaves(health.Structured), leaf => Assert.Contains(leaf, health.Text, StringComparison.Ordinal));
    }

    /// <summary>Every text and number, however deep.</summary>
    private static IEnumerable<string> Leaves(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Leaves(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.String or JsonValueKind.Number => [value.ToString()],
        _ => [],
    };
}
