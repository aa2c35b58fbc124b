using ModelContextProtocol.Protocol;

namespace UltimateMcp.Server.Calls;

/// <summary>
/// Carries the outcome of a call past the package to the transport. The package would turn it into a result, then a
/// tree of nodes, then text: for a quick call more work than the call itself. So a tool returns an empty result, the
/// package adds what its era of the protocol wants, and the transport writes the outcome into that
/// (<see cref="CallResultContent"/>).
/// </summary>
internal static class OutcomeSlot
{
    private const string Key = "ultimate-mcp/outcome";

    /// <summary>The transport attaches it to a <c>tools/call</c>; the package passes it to the tool and to the response.</summary>
    public static JsonRpcMessageContext Open() => new() { Items = new Dictionary<string, object?>(capacity: 1, StringComparer.Ordinal) };

    /// <exception cref="InvalidOperationException">The request came over a transport that does not write outcomes.</exception>
    public static void Fill(JsonRpcRequest request, CallOutcome outcome)
    {
        var items = request.Context?.Items
            ?? throw new InvalidOperationException("This transport has not opened a slot for the outcome of a call.");
        items[Key] = outcome;
    }

    public static CallOutcome? In(JsonRpcMessage message) =>
        message.Context?.Items is { } items && items.TryGetValue(Key, out var outcome) ? (CallOutcome?)outcome : null;
}
