using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// The protocol over two streams, one JSON-RPC message per line. It replaces the package's transport, which does not
/// limit the length of a line, skips what it cannot read, loses replies if a host closes its end early, and escapes
/// most text.
/// <para>
/// One thread reads: it splits lines (<see cref="LineReader"/>), parses them (<see cref="MessageParser"/>), answers
/// lines that are not messages, and passes messages to the package. No line can stop it. Replies are formatted on the
/// thread that sends them (<see cref="MessageFormat"/>) and written one after the other (<see cref="LineWriter"/>). The
/// end is only reported here (<see cref="Ended"/>); <see cref="ProtocolService"/> decides what happens then.
/// </para>
/// </summary>
internal sealed class StdioTransport : ITransport
{
    /// <summary>Maximum characters of an error message.</summary>
    private const int LongestError = 1000;

    private static readonly string TooLong =
        $"This line has more than {LineReader.LongestLine} bytes ({new ByteSize(LineReader.LongestLine)}), the most for one message. " +
        "Send the data in several smaller calls.";

    private const string NoMessage = "This line is not a JSON-RPC 2.0 message.";
    private const string LoneSurrogate =
        "A string in this line contains a lone surrogate, which is not a character; " +
        "write the whole character, or escape both halves of the pair.";

    private readonly StandardStreams _streams;
    private readonly DiscoverHandler _discover;
    private readonly ILogger<StdioTransport> _logger;
    private readonly LineWriter _lines;

    // The package's reading loop continues inside the write, on the reading thread: it only queues each message to the
    // thread pool, so no other thread has to be woken.
    private readonly Channel<JsonRpcMessage> _messages =
        Channel.CreateUnbounded<JsonRpcMessage>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TransportEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StdioTransport(StandardStreams streams, DiscoverHandler discover, ILogger<StdioTransport> logger)
    {
        (_streams, _discover, _logger) = (streams, discover, logger);
        _lines = new LineWriter(streams.Output, Requests, HostIsGone);
    }

    public string? SessionId => null;

    public ChannelReader<JsonRpcMessage> MessageReader => _messages.Reader;

    public OpenRequests Requests { get; } = new();

    /// <summary>Completes just before the first read.</summary>
    public Task Reading => _reading.Task;

    /// <summary>Completes when the host has closed its end or is gone; faults if a bug stopped the reading.</summary>
    public Task<TransportEnd> Ended => _ended.Task;

    public void Start() => new Thread(Read) { Name = "stdin", IsBackground = true }.Start();

    public async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var line = MessageFormat.Line(Shortened(message));
        await _lines.WriteAsync(line.Bytes.Span, message is JsonRpcResponse or JsonRpcError ? ((JsonRpcMessageWithId)message).Id : null);
    }

    /// <summary>The package quotes unknown names in full, however long they are.</summary>
    private static JsonRpcMessage Shortened(JsonRpcMessage message)
    {
        if (message is JsonRpcError { Error: { Message.Length: > LongestError } error })
        {
            error.Message = Truncation.Of(error.Message, LongestError);
        }

        return message;
    }

    public ValueTask DisposeAsync()
    {
        _messages.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private void Read()
    {
        var lines = new LineReader(_streams.Input);
        _reading.TrySetResult();
        try
        {
            while (TakeNext(lines))
            {
            }

            _ended.TrySetResult(TransportEnd.EndOfInput);
        }
        catch (IOException broken)
        {
            Log.InputBroken(_logger, broken);
            _ended.TrySetResult(TransportEnd.EndOfInput);
        }
        catch (Exception bug)
        {
            // On this thread an exception would abort the process, so it goes to the waiter for the end.
            _ended.TrySetException(bug);
        }
    }

    private bool TakeNext(LineReader lines)
    {
        var line = lines.Next();
        switch (line.Kind)
        {
            case LineKind.End:
                return false;
            case LineKind.TooLong:
                Refuse(MessageParser.InvalidRequest, TooLong, line.Bytes);
                return true;
            default:
                Take(line.Bytes);
                return true;
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(Encoding.UTF8.Preamble))
        {
            // Some hosts start their output with a byte order mark.
            line = line[Encoding.UTF8.Preamble.Length..];
        }

        if (MessageParser.IsBlank(line))
        {
            return;
        }

        var message = MessageParser.Parse(line);
        if (message is null)
        {
            Refuse(MessageParser.ParseError, MessageParser.ContainsLoneSurrogate(line) ? LoneSurrogate : NoMessage, line);
        }
        else if (MessageParser.ErrorIn(message, line) is { } error)
        {
            RefuseParameters(message, error, line);
        }
        else
        {
            Take(message);
        }
    }

    private void Take(JsonRpcMessage message)
    {
        switch (message)
        {
            case JsonRpcRequest { Method: RequestMethods.ServerDiscover } request:
                Requests.Open(request.Id);
                Answer(request);
                break;
            case JsonRpcRequest { Method: RequestMethods.SubscriptionsListen } endless:
                // It is answered only when it is cancelled, so the shutdown must not wait for it.
                PassOn(endless);
                break;
            case JsonRpcRequest request:
                Requests.Open(request.Id);
                request.Context = request.Method == RequestMethods.ToolsCall ? OutcomeSlot.Open() : null;
                PassOn(request);
                break;
            case JsonRpcNotification { Method: NotificationMethods.CancelledNotification } cancellation:
                PassOn(cancellation);
                CloseCancelled(cancellation);
                break;
            default:
                PassOn(message);
                break;
        }
    }

    /// <summary>Blocks the reading thread, so that it is answered before later messages.</summary>
    private void Answer(JsonRpcRequest request)
    {
        var reply = _discover.AnswerAsync(request).GetAwaiter().GetResult();
        SendMessageAsync(reply, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>The channel is unbounded; the gate limits the calls. After the channel is completed, messages are dropped.</summary>
    private void PassOn(JsonRpcMessage message) => _messages.Writer.TryWrite(message);

    private void CloseCancelled(JsonRpcNotification cancellation)
    {
        if (CancelledId(cancellation.Params) is { } id)
        {
            Requests.Close(id);
        }
    }

    private static RequestId? CancelledId(JsonNode? parameters)
    {
        try
        {
            return parameters is JsonObject named && named["requestId"] is JsonValue id
                ? id.TryGetValue<long>(out var number) ? new RequestId(number) : new RequestId(id.GetValue<string>())
                : null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException or FormatException)
        {
            // A duplicate name or an id of another type, which is noticed only when the node is read.
            return null;
        }
    }

    private void Refuse(int code, string message, ReadOnlySpan<byte> line)
    {
        Log.LineRefused(_logger, code);
        _lines.WriteAsync(MessageParser.Refusal(code, message, MessageParser.FindId(line)), answered: null).GetAwaiter().GetResult();
    }

    /// <summary>A notification gets no answer (JSON-RPC 2.0, section 4.1) and is dropped.</summary>
    private void RefuseParameters(JsonRpcMessage message, string error, ReadOnlySpan<byte> line)
    {
        if (message is JsonRpcRequest)
        {
            Refuse(MessageParser.InvalidParams, error, line);
        }
        else
        {
            Log.LineRefused(_logger, MessageParser.InvalidParams);
        }
    }

    /// <summary>The host no longer reads.</summary>
    private void HostIsGone(IOException broken)
    {
        Log.OutputBroken(_logger, broken);
        _ended.TrySetResult(TransportEnd.HostGone);
    }
}

internal enum TransportEnd
{
    /// <summary>No more requests; replies may still be read.</summary>
    EndOfInput,

    /// <summary>Nobody reads replies.</summary>
    HostGone,
}
