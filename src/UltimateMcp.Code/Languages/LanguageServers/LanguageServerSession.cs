using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Languages.LanguageServers;

/// <summary>
/// The client's side of the Language Server Protocol, for one request at a time. What the server asks of a client is
/// answered with null. A server that breaks the protocol counts as one that has ended.
/// </summary>
internal sealed class LanguageServerSession(SandboxService service)
{
    private const int MaximumHeader = 1024;
    private const int MaximumMessage = 64 << 20;
    private const string Version = "2.0";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonElement Null = JsonElement.Parse("null");

    /// <summary>Notifications that came while another message was waited for, since the document was opened.</summary>
    private readonly List<ServerMessage> _passed = [];

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private int _lastId;
    private int _lastVersion;

    public async Task InitializeAsync(JsonObject parameters, CancellationToken cancellationToken)
    {
        _ = await RequestAsync("initialize", parameters, LanguageServerJson.Default.JsonElement, cancellationToken);
        await NotifyAsync("initialized", [], cancellationToken);
    }

    /// <summary>Opens a document.</summary>
    /// <returns>Its version, which no other document of this session has.</returns>
    public async Task<int> OpenAsync(string uri, string language, string text, CancellationToken cancellationToken)
    {
        _passed.Clear();
        var version = ++_lastVersion;
        var document = new JsonObject { ["uri"] = uri, ["languageId"] = language, ["version"] = version, ["text"] = WellFormed(text) };
        await NotifyAsync("textDocument/didOpen", new JsonObject { ["textDocument"] = document }, cancellationToken);
        return version;
    }

    public Task CloseAsync(string uri, CancellationToken cancellationToken) =>
        NotifyAsync("textDocument/didClose", DocumentOf(uri), cancellationToken);

    /// <summary>The parameters that name a document.</summary>
    public static JsonObject DocumentOf(string uri) => new() { ["textDocument"] = new JsonObject { ["uri"] = uri } };

    public Task NotifyAsync(string method, JsonObject parameters, CancellationToken cancellationToken) =>
        SendAsync(new JsonObject { ["jsonrpc"] = Version, ["method"] = method, ["params"] = parameters }, cancellationToken);

    /// <exception cref="ServiceEndedException">The server ended, or refused the request.</exception>
    public async Task<T> RequestAsync<T>(
        string method, JsonObject parameters, JsonTypeInfo<T> result, CancellationToken cancellationToken)
    {
        var id = ++_lastId;
        await SendAsync(
            new JsonObject { ["jsonrpc"] = Version, ["id"] = id, ["method"] = method, ["params"] = parameters }, cancellationToken);
        var answer = await ReceiveAsync(message => IsAnswer(message, id), cancellationToken);
        return Parse(answer.Result ?? Null, result);
    }

    /// <summary>Waits for a notification about a document, unless it has come already.</summary>
    /// <param name="isWanted">Whether its parameters are those that are waited for.</param>
    public async Task<PublishedDiagnostics> WaitForDiagnosticsAsync(
        Func<PublishedDiagnostics, bool> isWanted, CancellationToken cancellationToken)
    {
        var found = _passed.Select(PublishedIn).FirstOrDefault(IsWanted);
        if (found is null)
        {
            await ReceiveAsync(message => IsWanted(found = PublishedIn(message)), cancellationToken);
        }

        return found!;

        bool IsWanted(PublishedDiagnostics? one) => one is not null && isWanted(one);
    }

    /// <summary>Null if the message is another one.</summary>
    private static PublishedDiagnostics? PublishedIn(ServerMessage message) =>
        message is { Method: "textDocument/publishDiagnostics", Params: { } published }
            ? Parse(published, LanguageServerJson.Default.PublishedDiagnostics)
            : null;

    /// <summary>The first error that the server wanted to be shown since the document was opened; null if there is none.</summary>
    public string? ShownError => _passed.Where(static message => message is { Method: "window/showMessage", Params: not null })
        .Select(static message => Parse(message.Params!.Value, LanguageServerJson.Default.ShownMessage))
        .FirstOrDefault(static shown => shown.Type == 1)?.Message;

    private static bool IsAnswer(ServerMessage message, int id) =>
        message is { Method: null, Error: null, Id: { ValueKind: JsonValueKind.Number } answered }
        && answered.TryGetInt32(out var number)
        && number == id;

    /// <summary>A lone surrogate is no text: it becomes U+FFFD, which is as long.</summary>
    public static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (!char.IsSurrogatePair(text, i) || ++i == text.Length))
            {
                return Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));
            }
        }

        return text;
    }

    private async Task SendAsync(JsonObject message, CancellationToken cancellationToken)
    {
        var content = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(content, Readable))
        {
            message.WriteTo(writer);
        }

        var header = string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.WrittenCount}\r\n\r\n");
        byte[] all = [.. Encoding.ASCII.GetBytes(header), .. content.WrittenSpan];
        await service.WriteAsync(all, cancellationToken);
    }

    /// <summary>Reads messages until one is wanted.</summary>
    private async Task<ServerMessage> ReceiveAsync(Func<ServerMessage, bool> isWanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = Parse(await ReadAsync(cancellationToken));
            if (isWanted(message))
            {
                return message;
            }

            if (message is { Method: not null and not "window/logMessage", Id: null })
            {
                _passed.Add(message);
            }
            else if (message is { Method: not null, Id: { } id })
            {
                var answer = new JsonObject { ["jsonrpc"] = Version, ["id"] = JsonNode.Parse(id.GetRawText()), ["result"] = null };
                await SendAsync(answer, cancellationToken);
            }
            else if (message.Error is not null)
            {
                throw new ServiceEndedException(reason: null);
            }
        }
    }

    private static ServerMessage Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content.Span, LanguageServerJson.Default.ServerMessage)
                ?? throw new ServiceEndedException(reason: null);
        }
        catch (JsonException)
        {
            throw new ServiceEndedException(reason: null);
        }
    }

    private static T Parse<T>(JsonElement content, JsonTypeInfo<T> type)
    {
        try
        {
            return content.Deserialize(type) ?? throw new ServiceEndedException(reason: null);
        }
        catch (JsonException)
        {
            throw new ServiceEndedException(reason: null);
        }
    }

    /// <summary>The content of the next message, which is valid until the next call.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        int header;
        while ((header = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (_end - _start > MaximumHeader)
            {
                throw new ServiceEndedException(reason: null);
            }

            await FillAsync(MaximumHeader, cancellationToken);
        }

        var length = LengthIn(_buffer.AsSpan(_start, header));
        _start += header + 4;
        while (_end - _start < length)
        {
            await FillAsync(length, cancellationToken);
        }

        var content = _buffer.AsMemory(_start, length);
        _start += length;
        return content;
    }

    private static int LengthIn(ReadOnlySpan<byte> header)
    {
        var name = "Content-Length: "u8;
        var at = header.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(header[(at + name.Length)..], out int length, out _) && length is >= 0 and <= MaximumMessage
            ? length
            : throw new ServiceEndedException(reason: null);
    }

    /// <summary>Reads more, behind what is there; a message of the length has room then.</summary>
    private async Task FillAsync(int length, CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_buffer.Length <= Math.Max(length, _end))
        {
            Array.Resize(ref _buffer, Math.Max(length, _end) * 2);
        }

        _end += await service.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
    }
}
