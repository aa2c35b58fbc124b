using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace UltimateMcp.Code.Testing;

/// <summary>
/// What the worker of a language reports about its tests: a line of JSON for each event, with the nonce of the run. The kinds are:
/// <list type="bullet">
/// <item><c>framework</c>: its name; <c>unavailable</c>: it is not installed.</item>
/// <item><c>collected</c>: how many tests there are; <c>collect_error</c>: the tests could not be read.</item>
/// <item><c>start</c> and <c>end</c> of a test, joined by its id; <c>drop</c>: it does not count; <c>reset</c>: what was told of tests
/// so far does not count.</item>
/// <item><c>coverage</c> of a file.</item>
/// <item><c>session_finished</c>, the last line.</item>
/// </list>
/// A test can read the nonce in its own process, so it can lie about itself.
/// </summary>
internal sealed record TestEvent(
    [property: JsonPropertyName("n")] string Nonce,
    [property: JsonPropertyName("t")] string Kind,
    int Id = 0,
    string? Name = null,
    string? Outcome = null,
    long Ms = 0,
    string? Message = null,
    string? File = null,
    int? Line = null,
    string? Path = null,
    int Lines = 0,
    int Covered = 0,
    ImmutableArray<ImmutableArray<int>> Missing = default)
{
    public const string Finished = "session_finished";

    /// <summary>A line that is longer is dropped.</summary>
    private const int MaximumLine = 64 * 1024;

    /// <summary>A part of the last line, with the nonce.</summary>
    public static ReadOnlyMemory<byte> LastLine(string nonce) => Encoding.UTF8.GetBytes($"\"n\":\"{nonce}\",\"t\":\"{Finished}\"");

    /// <summary>The events of a run; lines without its nonce, or that are no events, are dropped.</summary>
    public static IEnumerable<TestEvent> In(ReadOnlyMemory<byte> lines, string nonce)
    {
        var mark = Encoding.UTF8.GetBytes(nonce);
        while (!lines.IsEmpty)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 1)..];
            if (line.Length <= MaximumLine && line.Span.IndexOf(mark) >= 0 && Parse(line.Span) is { } one && one.Nonce == nonce)
            {
                yield return one;
            }
        }
    }

    private static TestEvent? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(Encoding.UTF8.GetString(line), TestEventJson.Default.TestEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TestEvent))]
internal sealed partial class TestEventJson : JsonSerializerContext;
