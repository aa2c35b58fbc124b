using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// What the parameters of a request must be before the package reads them: it answers what it cannot read with an internal error that names nothing. What a tool's arguments
/// hold is for the tool's own schema.
/// </summary>
internal static class RequestShape
{
    private static readonly Member Meta = new("_meta", JsonValueKind.Object);
    private static readonly Member Cursor = new("cursor", JsonValueKind.String);
    private static readonly Member Uri = new("uri", JsonValueKind.String) { IsRequired = true };

    private static readonly Dictionary<string, ImmutableArray<Member>> Members = new(StringComparer.Ordinal)
    {
        [RequestMethods.Initialize] =
        [
            new("protocolVersion", JsonValueKind.String) { IsRequired = true },
            new("capabilities", JsonValueKind.Object) { IsRequired = true },
            new("clientInfo", JsonValueKind.Object)
            {
                IsRequired = true,
                Inner = [new("name", JsonValueKind.String) { IsRequired = true }, new("version", JsonValueKind.String) { IsRequired = true }],
            },
        ],
        [RequestMethods.ToolsCall] = [new("name", JsonValueKind.String) { IsRequired = true }, new("arguments", JsonValueKind.Object)],
        [RequestMethods.ToolsList] = [Cursor],
        [RequestMethods.ResourcesList] = [Cursor],
        [RequestMethods.ResourcesTemplatesList] = [Cursor],
        [RequestMethods.ResourcesRead] = [Uri],
        [RequestMethods.ResourcesSubscribe] = [Uri],
        [RequestMethods.ResourcesUnsubscribe] = [Uri],
        ["logging/setLevel"] =
        [
            new("level", JsonValueKind.String)
            {
                IsRequired = true,
                Choices = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"],
            },
        ],
    };

    /// <summary>What is wrong, as the message of error −32602; null where nothing is.</summary>
    public static string? FaultOf(JsonRpcRequest request) => request.Params switch
    {
        null => FaultIn("params", new JsonObject(), Members.GetValueOrDefault(request.Method, [])),
        JsonObject named => FaultIn("params", named, [Meta, .. Members.GetValueOrDefault(request.Method, [])]),
        var other => $"params must be an object; it is {NameOf(other.GetValueKind())}.",
    };

    private static string? FaultIn(string path, JsonObject parent, ImmutableArray<Member> members) =>
        members.Select(member => FaultOf($"{path}.{member.Name}", parent[member.Name], member)).FirstOrDefault(static fault => fault is not null);

    private static string? FaultOf(string path, JsonNode? value, Member member)
    {
        if (value is null)
        {
            return member.IsRequired ? $"{path} is missing; it must be {NameOf(member.Kind)}." : null;
        }

        if (value.GetValueKind() != member.Kind)
        {
            return $"{path} must be {NameOf(member.Kind)}; it is {NameOf(value.GetValueKind())}.";
        }

        if (member.Choices is { } choices && !choices.Contains(value.GetValue<string>(), StringComparer.Ordinal))
        {
            return $"{path} must be one of: {string.Join(", ", choices)}.";
        }

        return value is JsonObject inner ? FaultIn(path, inner, member.Inner) : null;
    }

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private sealed record Member(string Name, JsonValueKind Kind)
    {
        /// <summary>Null counts as left out.</summary>
        public bool IsRequired { get; init; }

        public ImmutableArray<string>? Choices { get; init; }

        public ImmutableArray<Member> Inner { get; init; } = [];
    }
}
