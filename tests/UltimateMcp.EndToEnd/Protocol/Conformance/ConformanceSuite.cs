using System.Diagnostics;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Protocol.Conformance;

/// <summary>The official scenarios and the bridge that shows them our server, on a free port of this machine.</summary>
public sealed class ConformanceSuite : IAsyncLifetime
{
    private static readonly string _folder = SourceFolder.Combine("tests/UltimateMcp.EndToEnd/Protocol/Conformance");
    private static readonly string _scenarios = Path.Combine(_folder, "node_modules/@modelcontextprotocol/conformance/dist/index.js");

    private TestServer? _bridge;
    private string? _address;

    public static bool IsInstalled { get; } = File.Exists(_scenarios);

    public static string WhyNot => "the scenarios are not installed; ./test --ci does it, by npm ci --ignore-scripts";

    public async ValueTask InitializeAsync()
    {
        if (IsInstalled)
        {
            _bridge = TestServer.StartRaw(new TestServerOptions { Shell = $"exec node '{_folder}/bridge.mjs' \"$@\"" });
            _address = await _bridge.Raw.ReadLineAsync();
            Assert.True(_address is not null, _bridge.Errors);
        }
    }

    /// <summary>Runs one and returns its exit code and what it said.</summary>
    public async Task<(int ExitCode, string Report)> RunAsync(string scenario)
    {
        string[] arguments =
        [
            "--import", Path.Combine(_folder, "node-20.mjs"), _scenarios, "server", "--url", _address!, "--scenario", scenario,
        ];
        var start = new ProcessStartInfo("node", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        try
        {
            var texts = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).WaitAsync(TestServer.Timeout);
            await process.WaitForExitAsync();
            return (process.ExitCode, string.Concat(texts) + _bridge!.Errors);
        }
        finally
        {
            process.Kill(); // Of no effect once it has ended.
        }
    }

    /// <summary>The bridge takes its servers along.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_bridge is { } bridge)
        {
            var servers = ProcessTree.Below(bridge.ProcessId);
            bridge.EndInput();
            Assert.Equal(0, await bridge.WaitForExitAsync());
            Assert.True(await ProcessTree.AreGoneAsync(servers, TestServer.Timeout));
            await bridge.DisposeAsync();
        }
    }
}
