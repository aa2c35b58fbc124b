using System.IO.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Tests.Server.Calls;

/// <summary>A client of the MCP package, connected to a server of the package over the product's transport and call chain.</summary>
internal sealed class TestConnection : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ServiceProvider _services;
    private readonly McpServer _server;
    private readonly Task _serving;
    private McpClient? _client;

    private TestConnection(ServiceProvider services, StandardStreams streams)
    {
        _services = services;
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "server", Version = "1" },
            ToolCollection = [.. services.GetRequiredService<IReadOnlyList<McpServerTool>>()],
        };
        var transport = new StdioTransport(
            streams, new DiscoverHandler(options, services), services.GetRequiredService<ILogger<StdioTransport>>());
        _server = McpServer.Create(transport, options, serviceProvider: services);
        transport.Start();
        _serving = _server.RunAsync(_end.Token);
    }

    public McpClient Client => _client!;

    public static async Task<TestConnection> StartAsync(
        IReadOnlyList<ITool> tools, ManualTime time, LogLines<CallRecorder> records, string version = "2025-11-25")
    {
        var (toServer, toClient) = (new Pipe(), new Pipe());
        var connection = new TestConnection(
            Compose(tools, time, records),
            new StandardStreams(toServer.Reader.AsStream(), toClient.Writer.AsStream(), new StandardError(Stream.Null)));
        connection._client = await McpClient.CreateAsync(
            new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream()),
            new McpClientOptions { ClientInfo = new Implementation { Name = "host", Version = "7" }, ProtocolVersion = version }).InTime();
        return connection;
    }

    public static ServiceProvider Compose(IReadOnlyList<ITool> tools, ManualTime time, LogLines<CallRecorder> records)
    {
        var services = new ServiceCollection();
        var lastId = 0;
        services.AddLogging();
        services.AddSingleton<ILogger<CallRecorder>>(records);
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(new CallOptions { CallsPerSecond = 100, MaxConcurrentCalls = 1 });
        services.AddCalls(_ => $"call_{++lastId}");
        foreach (var tool in tools)
        {
            services.AddSingleton(tool);
        }

        return services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _end.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        await _services.DisposeAsync();
        _end.Dispose();
    }
}
