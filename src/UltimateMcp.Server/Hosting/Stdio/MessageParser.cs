using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>Parses a line into a message, or says why it is not one.</summary>
internal static class MessageParser
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int InvalidParams = -32602;

    private const int LongestName = 80;

    private static readonly JsonTypeInfo<JsonRpcMessage> _format =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    /// <summary>
    /// Null if the line is not a message (garbage, a batch, nested deeper than 64, another version of JSON-RPC, a lone
    /// surrogate).
    /// </summary>
    public static JsonRpcMessage? Parse(ReadOnlySpan<byte> line)
    {
        var valid = ValidUtf8(line);
        try
        {
            return ContainsLoneSurrogate(valid) ? null : JsonSerializer.Deserialize(valid, _format);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with the parameters of a parsed message, for error −32602; null if nothing is.</summary>
    public static string? ErrorIn(JsonRpcMessage message, ReadOnlySpan<byte> line)
    {
        var valid = ValidUtf8(line);
        return DuplicateName.In(valid) is { } name
            ? $"The name \"{OneLine.Of(name, LongestName)}\" appears twice in one object."
            : message is JsonRpcRequest request ? RequestParameters.ErrorIn(request.Method, valid) : null;
    }

    /// <summary>
    /// Whether a string in the line contains a lone surrogate. JSON can escape one, but it is not a character: the
    /// package would fail much later, in the arguments of a call, with an error that does not name the cause.
    /// </summary>
    public static bool ContainsLoneSurrogate(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("\\ud"u8) < 0 && line.IndexOf("\\uD"u8) < 0)
        {
            return false;
        }

        var reader = AnyDepth(line);
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped && reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    public static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;

    /// <summary>JSON-RPC 2.0, section 5: the id is null if it could not be determined.</summary>
    public static byte[] Refusal(int code, string message, RequestId? id)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ReadableJsonEncoder.Instance }))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            WriteId(json, id);
            json.WriteStartObject("error"u8);
            json.WriteNumber("code"u8, code);
            json.WriteString("message"u8, message);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>The id in the top-level object of a line that is not a message, as far as the line can be read.</summary>
    public static RequestId? FindId(ReadOnlySpan<byte> line)
    {
        var reader = AnyDepth(line);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8))
                {
                    return reader.Read() ? IdOf(ref reader) : null;
                }
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // The line ends or breaks before an id.
        }

        return null;
    }

    /// <summary>The reader needs only one bit per level, so any depth is harmless.</summary>
    private static Utf8JsonReader AnyDepth(ReadOnlySpan<byte> line) =>
        new(line, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = int.MaxValue }));

    private static RequestId? IdOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => new RequestId(reader.GetString()!),
        JsonTokenType.Number when reader.TryGetInt64(out var number) => new RequestId(number),
        _ => null,
    };

    private static void WriteId(Utf8JsonWriter json, RequestId? id)
    {
        if (id?.Id is long number)
        {
            json.WriteNumber("id"u8, number);
        }
        else
        {
            json.WriteString("id"u8, id?.Id as string);
        }
    }

    /// <summary>Invalid UTF-8 becomes U+FFFD, which is harmless inside a string and still not JSON outside.</summary>
    private static ReadOnlySpan<byte> ValidUtf8(ReadOnlySpan<byte> line) =>
        Utf8.IsValid(line) ? line : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line));
}
