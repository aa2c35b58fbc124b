using System.Diagnostics;
using System.Text;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace UltimateMcp.EndToEnd.Harness;

/// <summary>
/// A built server as a separate process, with a home that is deleted with it. <c>StartAsync</c> connects the SDK's
/// client; <c>StartRaw</c> leaves the pipes to <see cref="Raw"/>, which speaks bytes.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    /// <summary>Much longer than any successful wait.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Timers use a clock that the kernel advances in steps of up to 10 ms; durations are measured with a finer one.</summary>
    private static readonly TimeSpan CoarseStep = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;
    private readonly TemporaryFolder? _ownHome;
    private readonly StringBuilder _errors = new();
    private McpClient? _client;

    private TestServer(Process process, TemporaryFolder? ownHome, string home)
    {
        (_process, _ownHome, Home) = (process, ownHome, home);
        Raw = new RawClient(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginErrorReadLine();
    }

    public string Home { get; }

    public int ProcessId => _process.Id;

    public RawClient Raw { get; }

    public McpClient Client => _client ?? throw new InvalidOperationException("Started raw: there is no client.");

    /// <summary>What the server has written to stderr so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <param name="settings">Environment variables of the server: <c>("CACHE_SIZE", "5")</c>.</param>
    public static Task<TestServer> StartAsync(params (string Name, string Value)[] settings) =>
        StartAsync(new TestServerOptions { Settings = settings });

    public static async Task<TestServer> StartAsync(TestServerOptions options)
    {
        var server = StartRaw(options);
        try
        {
            var transport = new StreamClientTransport(server._process.StandardInput.BaseStream, server._process.StandardOutput.BaseStream);
            server._client = await McpClient.CreateAsync(
                transport, options.Client, cancellationToken: CancellationToken.None).WaitAsync(Timeout);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public static TestServer StartRaw(params (string Name, string Value)[] settings) =>
        StartRaw(new TestServerOptions { Settings = settings });

    public static TestServer StartRaw(TestServerOptions options)
    {
        var ownHome = options.Home is null ? new TemporaryFolder() : null;
        var home = options.Home ?? ownHome!.Path;
        var process = Process.Start(
            ServerBinary.StartInfo(options, home)) ?? throw new InvalidOperationException("The server did not start.");
        return new TestServer(process, ownHome, home);
    }

    /// <summary>The earliest time at which something with this time limit may end.</summary>
    public static TimeSpan NotBefore(TimeSpan limit) => limit - CoarseStep;

    /// <summary>Fails if the server failed in a way that only its log tells: no test provokes that.</summary>
    internal ToolAnswer Answer(CallToolResult result)
    {
        var answer = new ToolAnswer(result);
        if (answer.ErrorCode == "internal")
        {
            Assert.Fail($"{answer}\n{Errors}");
        }

        return answer;
    }

    /// <summary>Closes the server's stdin.</summary>
    public void EndInput() => _process.StandardInput.BaseStream.Close();

    /// <summary>Closes our end of the server's stdout.</summary>
    public void StopReading() => _process.StandardOutput.BaseStream.Close();

    public void Send(PosixSignalNumber signal) => Signals.Send(ProcessId, signal);

    /// <summary>The exit code; fails if the server does not exit.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var timeout = new CancellationTokenSource(Timeout);
        await _process.WaitForExitAsync(timeout.Token);
        _process.WaitForExit(); // Returns when stderr has been read to its end.
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        Raw.Dispose();
        _process.Dispose();
        _ownHome?.Dispose();
    }

    private void Remember(string? line)
    {
        lock (_errors)
        {
            if (line is not null)
            {
                _errors.Append(line).Append('\n');
            }
        }
    }
}

/// <summary>How a server is started.</summary>
public sealed record TestServerOptions
{
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>A home that the test owns; null for a fresh one.</summary>
    public string? Home { get; init; }

    public string WorkingDirectory { get; init; } = Path.GetTempPath();

    /// <summary>A shell command that starts the server as <c>"$@"</c>, for odd surroundings; null to start it directly.</summary>
    public string? Shell { get; init; }

    public McpClientOptions? Client { get; init; }
}
