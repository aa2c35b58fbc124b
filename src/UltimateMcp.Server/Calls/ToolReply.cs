namespace UltimateMcp.Server.Calls;

/// <summary>What a tool answers: one outcome as text and as structured content, each complete alone.</summary>
/// <param name="Text">For a reader.</param>
/// <param name="Structured">Null only beside an <paramref name="Image"/>.</param>
/// <param name="Outcome">The domain's own result, for the record; null where there is none.</param>
/// <param name="GivesTokenBack">Whether the call cost nothing, so that the tool's bucket gets its token back.</param>
internal sealed record ToolReply(
    string Text, StructuredContent? Structured, ToolImage? Image = null, object? Outcome = null, bool GivesTokenBack = false);

internal sealed record ToolImage(ReadOnlyMemory<byte> Bytes, string MediaType);
