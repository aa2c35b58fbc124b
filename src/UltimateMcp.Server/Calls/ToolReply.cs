namespace UltimateMcp.Server.Calls;

/// <summary>The reply of a tool, as text and as structured content, each complete.</summary>
/// <param name="Text">Readable text.</param>
/// <param name="Structured">Null only beside an <paramref name="Image"/>.</param>
/// <param name="Outcome">The domain's result, for the record; null if there is none.</param>
/// <param name="GivesTokenBack">Whether the call was free, so that its token is returned to the bucket.</param>
internal sealed record ToolReply(
    string Text, StructuredContent? Structured, ToolImage? Image = null, object? Outcome = null, bool GivesTokenBack = false);

internal sealed record ToolImage(ReadOnlyMemory<byte> Bytes, string MediaType);
