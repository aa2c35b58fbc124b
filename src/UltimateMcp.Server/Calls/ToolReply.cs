using System.Text.Json;

namespace UltimateMcp.Server.Calls;

/// <summary>What a tool answers: one outcome rendered twice, each rendering complete alone.</summary>
/// <param name="Text">For a reader.</param>
/// <param name="Structured">An object; null only beside an <paramref name="Image"/>, because hosts drop images from results that have one.</param>
/// <param name="Outcome">The domain's own result, for the record; null where there is nothing to remember.</param>
public sealed record ToolReply(string Text, JsonElement? Structured, ToolImage? Image = null, object? Outcome = null);

public sealed record ToolImage(ReadOnlyMemory<byte> Bytes, string MediaType);
