using System.Text.Json.Serialization;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Server.Tools;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutputPage))]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class ToolJson : JsonSerializerContext;
