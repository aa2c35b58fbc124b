using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using UltimateMcp.Primitives;

namespace UltimateMcp.EndToEnd.Harness;

/// <summary>The result of a call of a tool; the members from <see cref="Outcome"/> on are those of <c>execute_code</c>.</summary>
internal sealed class ToolAnswer(CallToolResult result)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = ReadableJsonEncoder.Instance };

    public CallToolResult Result => result;

    public bool IsError => result.IsError ?? false;

    /// <summary>All text blocks.</summary>
    public string Text => string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));

    public JsonElement Structured => result.StructuredContent ?? throw new InvalidOperationException($"Nothing structured: {Text}");

    public JsonElement Error => Structured.GetProperty("error");

    public string? ErrorCode => IsError ? Error.GetProperty("code").GetString() : null;

    public string ErrorText => Error.GetRawText();

    public string Outcome => this["outcome"] ?? "";

    public int? ExitCode => Structured.TryGetProperty("exit_code", out var code) ? code.GetInt32() : null;

    public string? Signal => this["signal"];

    public string Stdout => this["stdout"] ?? "";

    public string Stderr => this["stderr"] ?? "";

    public string? Hint => this["hint"];

    public string RunId => this["run_id"]!;

    public TimeSpan Duration => TimeSpan.FromMilliseconds(Structured.GetProperty("duration_ms").GetInt64());

    public IReadOnlyList<string> Artifacts => Structured.TryGetProperty("artifacts", out var artifacts)
        ? [.. artifacts.EnumerateArray().Select(artifact => artifact.GetProperty("path").GetString()!)]
        : [];

    /// <summary>A member of the structured content: a string as it is, anything else as JSON.</summary>
    public string? this[string field] => Structured.TryGetProperty(field, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
        : null;

    /// <summary>The value of a limit, and who enforces it.</summary>
    public string Limit(string name) => Structured.GetProperty("isolation").GetProperty("limits").GetProperty(name).GetString()!;

    public string Isolation(string name) => Structured.GetProperty("isolation").GetProperty(name).GetString()!;

    public long LeftOut(string stream) =>
        Structured.TryGetProperty("truncated", out var truncated) ? truncated.GetProperty(stream).GetInt64() : 0;

    /// <summary>The structured content, as characters and not as JSON's escapes of them.</summary>
    public override string ToString() => JsonNode.Parse(Structured.GetRawText())!.ToJsonString(Readable);
}
