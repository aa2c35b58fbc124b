using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// Formats a message as a line, like the package does, but with readable text: the package's encoder needs up to six
/// times as many bytes for quotes and other alphabets.
/// </summary>
internal static class MessageFormat
{
    private static readonly JsonTypeInfo<JsonRpcMessage> _package = (JsonTypeInfo<JsonRpcMessage>)
        new JsonSerializerOptions(McpJsonUtilities.DefaultOptions) { Encoder = ReadableJsonEncoder.Instance }
            .GetTypeInfo(typeof(JsonRpcMessage));

    /// <summary>Dispose the line after it has been written.</summary>
    public static MessageLine Line(JsonRpcMessage message)
    {
        var line = MessageLine.Rent();
        if (message is JsonRpcResponse { Result: JsonObject frame } response && OutcomeSlot.In(response) is { } outcome)
        {
            WriteOutcome(line.Json, response.Id, outcome, frame);
        }
        else
        {
            JsonSerializer.Serialize(line.Json, message, _package);
        }

        line.End();
        return line;
    }

    private static void WriteOutcome(Utf8JsonWriter json, RequestId id, CallOutcome outcome, JsonObject frame)
    {
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        if (id.Id is long number)
        {
            json.WriteNumber("id"u8, number);
        }
        else
        {
            json.WriteString("id"u8, id.ToString());
        }

        json.WritePropertyName("result"u8);
        CallResultContent.WriteTo(json, outcome, frame);
        json.WriteEndObject();
    }

    /// <summary>The bytes of one line, in a buffer that later lines of the same thread reuse.</summary>
    internal sealed class MessageLine : IDisposable
    {
        /// <summary>A larger buffer is not reused.</summary>
        private const int LargestKeptBuffer = 256 * 1024;

        [ThreadStatic]
        private static MessageLine? _idle;

        private readonly ArrayBufferWriter<byte> _bytes = new(4096);

        private MessageLine() =>
            Json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = ReadableJsonEncoder.Instance, SkipValidation = true });

        public Utf8JsonWriter Json { get; }

        public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

        public static MessageLine Rent()
        {
            var line = _idle ?? new MessageLine();
            _idle = null;
            return line;
        }

        public void End()
        {
            Json.Flush();
            _bytes.Write("\n"u8);
        }

        public void Dispose()
        {
            if (_bytes.Capacity <= LargestKeptBuffer)
            {
                _bytes.ResetWrittenCount();
                Json.Reset();
                _idle = this;
            }
        }
    }
}
