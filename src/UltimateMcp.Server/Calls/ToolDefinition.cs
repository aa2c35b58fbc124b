using System.Text.Json;

namespace UltimateMcp.Server.Calls;

/// <summary>What a model is told of a tool, and how its calls are served; fixed for the life of the process.</summary>
internal sealed record ToolDefinition
{
    public required string Name { get; init; }

    /// <summary>One plain sentence.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// A flat JSON schema: type, required, enum, minimum, maximum, items, additionalProperties, and nothing that hosts
    /// fail on.
    /// </summary>
    public required JsonElement InputSchema { get; init; }

    public required ToolEffects Effects { get; init; }

    public required Bucket Bucket { get; init; }

    /// <summary>
    /// The choice that a caller means by another name for it: of an argument and what was written there to one of its
    /// schema's <c>enum</c>. Null where it is no such name.
    /// </summary>
    public Func<string, string, string?>? FindChoice { get; init; }

    /// <summary>
    /// Whether a call with these arguments keeps a processor busy for as long as it lasts. Few such calls are served at
    /// once, and those that wait hold no slot that another call could have.
    /// </summary>
    public Func<ToolArguments, bool> IsCpuBound { get; init; } = static _ => false;

    /// <summary>Whether a call is answered even while every slot is taken.</summary>
    public bool SkipsGate { get; init; }

    /// <summary>Parses a schema written as a literal.</summary>
    public static JsonElement Schema(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

/// <summary>The protocol's annotations. None of the tools has an open world: nothing reaches a network.</summary>
internal sealed record ToolEffects(bool IsReadOnly, bool IsDestructive, bool IsIdempotent);

/// <summary>Which rate limit a tool's own bucket follows.</summary>
internal enum Bucket
{
    /// <summary>Never limited.</summary>
    None,

    /// <summary><c>RATE_LIMIT_RPS</c> a second.</summary>
    PerSecond,

    /// <summary><c>RATE_LIMIT_EXECUTE_PER_MINUTE</c> a minute.</summary>
    PerMinute,
}
