using System.Text.Json;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Calls.Limits;

namespace UltimateMcp.Tests.Server.Calls;

/// <summary>A whole call chain with a clock that the test moves.</summary>
internal sealed class TestCallChain
{
    private readonly Gate _gate;
    private int _lastId;

    public TestCallChain(CallOptions? options = null)
    {
        var settings = options ?? new CallOptions { CallsPerSecond = 0, ExecutionsPerMinute = 0 };
        Buckets = new TokenBuckets(settings, Time);
        _gate = new Gate(settings);
        Chain = new CallChain(Buckets, _gate, new CallRecorder(Records), () => $"call_{++_lastId}", Time, Errors);
    }

    public ManualTime Time { get; } = new();

    public TokenBuckets Buckets { get; }

    public CallChain Chain { get; }

    public LogLines<CallRecorder> Records { get; } = new();

    public LogLines<CallChain> Errors { get; } = new();

    public static IReadOnlyDictionary<string, JsonElement> Arguments(string json) =>
        ToolDefinition.Schema(json).EnumerateObject()
            .ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);

    public Task<CallOutcome> CallAsync(
        ITool tool, string arguments = "{}", CallOrigin? origin = null, CancellationToken cancellationToken = default) =>
        Chain.InvokeAsync(tool, Arguments(arguments), origin ?? new CallOrigin(), cancellationToken);
}
