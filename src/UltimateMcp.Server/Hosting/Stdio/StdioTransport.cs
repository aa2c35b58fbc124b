using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// The protocol over two streams, one JSON-RPC message a line. Ours instead of the package's, which has no bound on a line, skips what it
/// cannot read, loses the replies of a host that closes its end early, and writes most text escaped.
/// <para>
/// One thread reads: it splits lines (<see cref="LineReader"/>), parses them (<see cref="MessageParser"/>), answers what is no message, and
/// hands the rest to the package. Nothing in a line ends it. Replies are made into lines by whoever has one (<see cref="MessageFormat"/>) and written
/// one after the other (<see cref="LineWriter"/>). The end is only reported here (<see cref="Ended"/>); what it means is decided by <see cref="ProtocolService"/>.
/// </para>
/// </summary>
internal sealed class StdioTransport : ITransport
{
    /// <summary>Characters of an error's message.</summary>
    private const int LongestError = 1000;

    private static readonly string TooLong =
        $"This line has more than {LineReader.LongestLine} bytes ({new ByteSize(LineReader.LongestLine)}), the most for one message. " +
        "Send the data in several smaller calls.";

    private const string NoMessage = "This line is not a JSON-RPC 2.0 message.";
    private const string LoneSurrogate = "A text in this line holds half of a surrogate pair, which is no text; write the whole character, or escape both halves.";

    private readonly StandardStreams _streams;
    private readonly DiscoverHandler _probe;
    private readonly ILogger<StdioTransport> _logger;
    private readonly LineWriter _lines;

    // The package's reading loop goes on within the write, on our thread: all it does there is to send each message off to the pool. One thread less to wake.
    private readonly Channel<JsonRpcMessage> _messages =
        Channel.CreateUnbounded<JsonRpcMessage>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TransportEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StdioTransport(StandardStreams streams, DiscoverHandler probe, ILogger<StdioTransport> logger)
    {
        (_streams, _probe, _logger) = (streams, probe, logger);
        _lines = new LineWriter(streams.Output, Requests, HostIsGone);
    }

    public string? SessionId => null;

    public ChannelReader<JsonRpcMessage> MessageReader => _messages.Reader;

    public OpenRequests Requests { get; } = new();

    /// <summary>Completes when the first read is about to be made.</summary>
    public Task Reading => _reading.Task;

    /// <summary>Completes when the host has closed its end, or is gone. Faulted: a bug of ours ended the reading.</summary>
    public Task<TransportEnd> Ended => _ended.Task;

    public void Start() => new Thread(Read) { Name = "stdin", IsBackground = true }.Start();

    public async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var line = MessageFormat.Line(Shortened(message));
        await _lines.WriteAsync(line.Bytes.Span, message is JsonRpcResponse or JsonRpcError ? ((JsonRpcMessageWithId)message).Id : null);
    }

    /// <summary>The package quotes what it does not know in full, megabytes of it.</summary>
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
            // On a thread of our own an exception would abort the process; whoever waits for the end gets it instead.
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
            // Some hosts begin their output with one.
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
        else if (MessageParser.FaultOf(message, line) is { } fault)
        {
            RefuseParameters(message, fault, line);
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
                // Answered when it is cancelled and not before: nothing to wait for at the end.
                HandOver(endless);
                break;
            case JsonRpcRequest request:
                Requests.Open(request.Id);
                request.Context = request.Method == RequestMethods.ToolsCall ? OutcomeSlot.Open() : null;
                HandOver(request);
                break;
            case JsonRpcNotification { Method: NotificationMethods.CancelledNotification } cancellation:
                HandOver(cancellation);
                CloseCancelled(cancellation);
                break;
            default:
                HandOver(message);
                break;
        }
    }

    /// <summary>On the reading thread, which may wait: so a probe is answered before anything that comes behind it.</summary>
    private void Answer(JsonRpcRequest request)
    {
        var reply = _probe.AnswerAsync(request).GetAwaiter().GetResult();
        SendMessageAsync(reply, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>The channel has no bound; the bound on calls is the gate. Once it is completed there is nobody to serve.</summary>
    private void HandOver(JsonRpcMessage message) => _messages.Writer.TryWrite(message);

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
            // The same name twice, or an id of another kind: found out only here, where the node is looked into.
            return null;
        }
    }

    private void Refuse(int code, string message, ReadOnlySpan<byte> line)
    {
        Log.LineRefused(_logger, code);
        _lines.WriteAsync(MessageParser.Refusal(code, message, MessageParser.FindId(line)), answered: null).GetAwaiter().GetResult();
    }

    /// <summary>A notification gets no answer (JSON-RPC 2.0, section 4.1), and it is not acted on either.</summary>
    private void RefuseParameters(JsonRpcMessage message, string fault, ReadOnlySpan<byte> line)
    {
        if (message is JsonRpcRequest)
        {
            Refuse(MessageParser.InvalidParams, fault, line);
        }
        else
        {
            Log.LineRefused(_logger, MessageParser.InvalidParams);
        }
    }

    /// <summary>A write that fails is an end like any other.</summary>
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
