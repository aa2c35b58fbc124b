using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Hosting;
using UltimateMcp.Server.Hosting.Logs;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;
using UltimateMcp.Tests.Server.Calls;

namespace UltimateMcp.Tests.Server.Hosting;

/// <summary>
/// The whole server in this process: the real composition, package and transport, over pipes, with one tool that the test drives.
/// </summary>
internal sealed class ServerInProcess : IAsyncDisposable
{
    private readonly Pipe _input = new();
    private readonly Pipe _output = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly string _home = Directory.CreateTempSubdirectory("ultimate-mcp-test-").FullName;
    private readonly TaskCompletionSource _watchdogExit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamReader _lines;
    private readonly IHost _host;

    /// <param name="input">Replaces what the test writes.</param>
    /// <param name="output">Replaces what the test reads.</param>
    /// <param name="watchdogBound">Real time; by default longer than any test.</param>
    public ServerInProcess(
        Stream? input = null, Stream? output = null, TimeSpan? watchdogBound = null, Action<IServiceCollection>? change = null)
    {
        _lines = new StreamReader(_output.Reader.AsStream());
        var home = new Dictionary<string, string>(StringComparer.Ordinal) { ["ULTIMATE_MCP_HOME"] = _home };
        var settings = new SettingsReader(_ => null).Read(home, []).Settings;
        var streams = new StandardStreams(
            input ?? _input.Reader.AsStream(), output ?? _output.Writer.AsStream(), new StandardError(Stream.Null));
        _host = Composition.Server(settings, streams, Serilog.Core.Logger.None, new ClientLog(), services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.RemoveAll<WarmUpStep>();
            services.AddSingleton<ITool>(Tool);
            services.AddSingleton(new Watchdog(watchdogBound ?? TimeSpan.FromHours(1), _watchdogExit.SetResult));
            change?.Invoke(services);
        });
        Shutdown = _host.Services.GetRequiredService<Shutdown>();
        Ended = _host.RunAsync();
    }

    public ManualTime Time { get; } = new();

    public HeldTool Tool { get; } = new();

    public Shutdown Shutdown { get; }

    /// <summary>Completes when the host has ended.</summary>
    public Task Ended { get; }

    /// <summary>Completes when the watchdog would have ended the process.</summary>
    public Task WatchdogExit => _watchdogExit.Task;

    public Task SendAsync(string line) => SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _input.Writer.WriteAsync(bytes);

    public Task CallHeldAsync(string id) =>
        SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"hold","arguments":{} } }""");

    public Task<string?> ReadLineAsync() => _lines.ReadLineAsync().InTime();

    public async Task<JsonNode> ReadAsync() => JsonNode.Parse((await ReadLineAsync())!)!;

    public void EndInput() => _input.Writer.Complete();

    public async ValueTask DisposeAsync()
    {
        EndInput();
        Tool.Release("");
        if (!WatchdogExit.IsCompleted)
        {
            await Ended.InTime();
        }

        Directory.Delete(_home, recursive: true);
    }
}

/// <summary>A tool that answers when the test releases it.</summary>
internal sealed class HeldTool : ITool
{
    private readonly TaskCompletionSource<string> _text = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ToolDefinition Definition { get; } = new()
    {
        Name = "hold",
        Description = "Waits.",
        InputSchema = ToolDefinition.Schema("""{"type":"object","properties":{},"additionalProperties":false}"""),
        Effects = new ToolEffects(IsReadOnly: true, IsDestructive: false, IsIdempotent: true),
        Bucket = Bucket.None,
    };

    /// <summary>Whether the tool goes on after its cancellation.</summary>
    public bool IgnoresCancellation { get; set; }

    public Task Started => _started.Task;

    public Task Cancelled => _cancelled.Task;

    public void Release(string text) => _text.TrySetResult(text);

    public async Task<ToolReply> CallAsync(ToolArguments arguments, CallContext context, CancellationToken cancellationToken)
    {
        _started.TrySetResult();
        try
        {
            var text = await _text.Task.WaitAsync(IgnoresCancellation ? CancellationToken.None : cancellationToken);
            return new ToolReply(text, Json.Content("{}"));
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }
    }
}
