using System.Text.Json;

namespace UltimateMcp.Server.Calls;

/// <summary>How a tool is described to models and how its calls are served; does not change while the process runs.</summary>
internal sealed record ToolDefinition
{
    public required string Name { get; init; }

    /// <summary>One plain sentence.</summary>
    public required string Description { get; init; }

    /// <summary>A flat JSON schema, with keywords that all hosts support.</summary>
    public required JsonElement InputSchema { get; init; }

    public required ToolEffects Effects { get; init; }

    public required Bucket Bucket { get; init; }

    /// <summary>The tool whose bucket a call with these arguments takes its token from; null: its own.</summary>
    public Func<ToolArguments, ToolDefinition?> Payer { get; init; } = static _ => null;

    /// <summary>
    /// Maps an argument's name and value to a value of its <c>enum</c>, for aliases; returns null if the value is not
    /// an alias.
    /// </summary>
    public Func<string, string, string?>? FindChoice { get; init; }

    /// <summary>
    /// Whether a call with these arguments is CPU-bound. Few such calls run at once; while they wait they hold no slot.
    /// </summary>
    public Func<ToolArguments, bool> IsCpuBound { get; init; } = static _ => false;

    /// <summary>Whether a call is served even if all slots are taken.</summary>
    public bool SkipsGate { get; init; }

    /// <summary>Parses a schema written as a literal.</summary>
    public static JsonElement Schema(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

/// <summary>The protocol's annotations. <c>openWorldHint</c> is false for all tools: none uses a network.</summary>
internal sealed record ToolEffects(bool IsReadOnly, bool IsDestructive, bool IsIdempotent);

/// <summary>The rate limit of a tool's bucket.</summary>
internal enum Bucket
{
    /// <summary>Never limited.</summary>
    None,

    /// <summary><c>RATE_LIMIT_RPS</c> a second.</summary>
    PerSecond,

    /// <summary><c>RATE_LIMIT_EXECUTE_PER_MINUTE</c> a minute.</summary>
    PerMinute,
}
