using System.Threading.Channels;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// Answers <c>server/discover</c>. The package fixes the protocol era of a connection at its first valid request, so a
/// host that sends discover and then <c>initialize</c>, as a widely used one does, would be refused. Discover is
/// therefore passed to a separate server that lives for this one request: the reply comes from the package, and the era
/// of the real connection stays open.
/// </summary>
internal sealed class DiscoverHandler(McpServerOptions options, IServiceProvider services)
{
    public async Task<JsonRpcMessage> AnswerAsync(JsonRpcRequest request)
    {
        var connection = new Connection(request);
        await using var server = McpServer.Create(connection, options, loggerFactory: null, services);
        var running = server.RunAsync(CancellationToken.None);
        await Task.WhenAny(connection.Reply, running);
        connection.End();
        await running;
        return connection.Reply.IsCompleted
            ? await connection.Reply
            : throw new InvalidOperationException("The package did not answer server/discover.");
    }

    /// <summary>A connection with a single request.</summary>
    private sealed class Connection : ITransport
    {
        private readonly Channel<JsonRpcMessage> _messages = Channel.CreateUnbounded<JsonRpcMessage>();
        private readonly TaskCompletionSource<JsonRpcMessage> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Connection(JsonRpcRequest request) => _messages.Writer.TryWrite(request);

        public string? SessionId => null;

        public ChannelReader<JsonRpcMessage> MessageReader => _messages.Reader;

        public Task<JsonRpcMessage> Reply => _reply.Task;

        public void End() => _messages.Writer.TryComplete();

        public Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
        {
            _reply.TrySetResult(message);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            End();
            return ValueTask.CompletedTask;
        }
    }
}
