using ModelContextProtocol.Protocol;

namespace UltimateMcp.Server.Calls;

/// <summary>
/// Carries the outcome of a call past the SDK to the transport. The SDK would convert it to a result, then to a tree of
/// nodes, then to text: more work than a quick call itself. So a tool returns an empty result, the SDK adds the fields
/// of its protocol version, and the transport writes the outcome into it (<see cref="CallResultContent"/>).
/// </summary>
internal static class OutcomeSlot
{
    private const string Key = "ultimate-mcp/outcome";

    /// <summary>
    /// The transport attaches it to a <c>tools/call</c> request; the SDK passes it to the tool and to the response.
    /// </summary>
    public static JsonRpcMessageContext Open() => new() { Items = new Dictionary<string, object?>(capacity: 1, StringComparer.Ordinal) };

    /// <exception cref="InvalidOperationException">The transport of the request does not support outcomes.</exception>
    public static void Fill(JsonRpcRequest request, CallOutcome outcome)
    {
        var items = request.Context?.Items
            ?? throw new InvalidOperationException("This transport has not opened a slot for the outcome of a call.");
        items[Key] = outcome;
    }

    public static CallOutcome? In(JsonRpcMessage message) =>
        message.Context?.Items is { } items && items.TryGetValue(Key, out var outcome) ? (CallOutcome?)outcome : null;
}
