using System.Text.Json;
using System.Text.Json.Nodes;

namespace UltimateMcp.Server.Calls;

/// <summary>
/// Writes an outcome as the protocol's <c>CallToolResult</c>. Text and structured content are each complete. A result
/// with an image has no structured content, because hosts drop the image otherwise. No output schema is published:
/// clients that validate results against it also validate errors, and would drop them.
/// </summary>
internal static class CallResultContent
{
    private const string Content = "content";

    /// <summary>Writes the result object.</summary>
    /// <param name="frame">The empty result that the SDK made: all members except the content are kept.</param>
    public static void WriteTo(Utf8JsonWriter json, CallOutcome outcome, JsonObject frame)
    {
        json.WriteStartObject();
        foreach (var (name, value) in frame)
        {
            if (name != Content)
            {
                json.WritePropertyName(name);
                WriteNode(json, value);
            }
        }

        if (outcome.IsError)
        {
            WriteContent(json, CallErrorContent.Text(outcome.Error), image: null);
            WriteStructure(json, CallErrorContent.Structured(outcome.Error));
            json.WriteBoolean("isError"u8, value: true);
        }
        else
        {
            WriteContent(json, outcome.Reply.Text, outcome.Reply.Image);
            WriteStructure(json, outcome.Reply.Structured);
        }

        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, string text, ToolImage? image)
    {
        json.WriteStartArray("content"u8);
        if (image is not null)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "image"u8);
            json.WriteBase64String("data"u8, image.Bytes.Span);
            json.WriteString("mimeType"u8, image.MediaType);
            json.WriteEndObject();
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteStructure(Utf8JsonWriter json, StructuredContent? structure)
    {
        if (structure is not null)
        {
            json.WritePropertyName("structuredContent"u8);
            structure.WriteTo(json);
        }
    }

    private static void WriteNode(Utf8JsonWriter json, JsonNode? node)
    {
        if (node is null)
        {
            json.WriteNullValue();
        }
        else
        {
            node.WriteTo(json);
        }
    }
}
