using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace UltimateMcp.Server.Calls;

/// <summary>The structured content of a result: an object that is serialized only when it is sent.</summary>
internal abstract class StructuredContent
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = ReadableJsonEncoder.Instance };

    public static StructuredContent Of<T>(T value, JsonTypeInfo<T> format) => new Content<T>(value, format);

    public abstract void WriteTo(Utf8JsonWriter json);

    /// <summary>The JSON text.</summary>
    public override string ToString()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            WriteTo(json);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private sealed class Content<T>(T value, JsonTypeInfo<T> format) : StructuredContent
    {
        public override void WriteTo(Utf8JsonWriter json) => JsonSerializer.Serialize(json, value, format);
    }
}
