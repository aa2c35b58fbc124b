using System.Text.Json;
using System.Text.Json.Serialization;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Tests.Server.Calls;

/// <summary>Turns JSON text into structured content, and back.</summary>
internal static class Json
{
    public static StructuredContent Content(string json) => StructuredContent.Of(Element(json), ElementJson.Default.JsonElement);

    public static JsonElement Element(this StructuredContent content) => Element(content.ToString());

    private static JsonElement Element(string json) => ToolDefinition.Schema(json);
}

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ElementJson : JsonSerializerContext;
