using System.Collections.Immutable;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// Checks the parameters of a request before the package reads them, because the package answers parameters that it
/// cannot read with an internal error without details. The arguments of a tool are checked against the tool's own
/// schema.
/// </summary>
internal static class RequestParameters
{
    private static readonly Member Meta = new("params._meta", JsonValueKind.Object);
    private static readonly ImmutableArray<Member> OfAll = [Meta];
    private static readonly ImmutableArray<Member> OfLists = [Meta, new("params.cursor", JsonValueKind.String)];
    private static readonly ImmutableArray<Member> OfResources = [Meta, String("params.uri")];

    private static readonly Dictionary<string, ImmutableArray<Member>> Members = new(StringComparer.Ordinal)
    {
        [RequestMethods.Initialize] =
        [
            Meta,
            String("params.protocolVersion"),
            new("params.capabilities", JsonValueKind.Object) { IsRequired = true },
            new("params.clientInfo", JsonValueKind.Object)
            {
                IsRequired = true, Inner = [String("params.clientInfo.name"), String("params.clientInfo.version")],
            },
        ],
        [RequestMethods.ToolsCall] = [Meta, String("params.name"), new("params.arguments", JsonValueKind.Object)],
        [RequestMethods.ToolsList] = OfLists,
        [RequestMethods.ResourcesList] = OfLists,
        [RequestMethods.ResourcesTemplatesList] = OfLists,
        [RequestMethods.ResourcesRead] = OfResources,
        [RequestMethods.ResourcesSubscribe] = OfResources,
        [RequestMethods.ResourcesUnsubscribe] = OfResources,
        ["logging/setLevel"] =
        [
            Meta,
            String("params.level") with { Choices = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"] },
        ],
    };

    /// <summary>What is wrong, for error −32602; null if nothing is.</summary>
    /// <param name="line">The whole request. It is read a second time, because accessing the package's nodes would
    /// materialize all of it.</param>
    public static string? ErrorIn(string method, ReadOnlySpan<byte> line)
    {
        var parameters = Member.Parameters with { Inner = Members.GetValueOrDefault(method, OfAll) };
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        return ErrorInObject([parameters], ref reader);
    }

    /// <summary>Reads an object from its start to its end.</summary>
    private static string? ErrorInObject(ImmutableArray<Member> members, ref Utf8JsonReader reader)
    {
        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(members, ref reader);
            reader.Read();
            if (index < 0 || reader.TokenType == JsonTokenType.Null)
            {
                reader.Skip();
                continue;
            }

            seen |= 1UL << index;
            if (ErrorIn(members[index], ref reader) is { } error)
            {
                return error;
            }
        }

        for (var index = 0; index < members.Length; index++)
        {
            if ((seen & (1UL << index)) == 0 && FirstRequired(members[index]) is { } missing)
            {
                return $"{missing.Path} is missing; it must be {NameOf(missing.Kind)}.";
            }
        }

        return null;
    }

    private static string? ErrorIn(Member member, ref Utf8JsonReader reader)
    {
        var kind = KindOf(reader.TokenType);
        if (kind != member.Kind)
        {
            return $"{member.Path} must be {NameOf(member.Kind)}; it is {NameOf(kind)}.";
        }

        if (member.Choices is { } choices && !choices.Contains(reader.GetString()!, StringComparer.Ordinal))
        {
            return $"{member.Path} must be one of: {string.Join(", ", choices)}.";
        }

        if (!member.Inner.IsEmpty)
        {
            return ErrorInObject(member.Inner, ref reader);
        }

        reader.Skip();
        return null;
    }

    /// <summary>If an optional object is missing, one of its members may still be required.</summary>
    private static Member? FirstRequired(Member member) =>
        member.IsRequired ? member : member.Inner.Select(FirstRequired).FirstOrDefault(static inner => inner is not null);

    private static int IndexOf(ImmutableArray<Member> members, ref Utf8JsonReader reader)
    {
        for (var index = 0; index < members.Length; index++)
        {
            if (reader.ValueTextEquals(members[index].Name))
            {
                return index;
            }
        }

        return -1;
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        _ => JsonValueKind.True,
    };

    private static Member String(string path) => new(path, JsonValueKind.String) { IsRequired = true };

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private sealed record Member(string Path, JsonValueKind Kind)
    {
        public static readonly Member Parameters = new("params", JsonValueKind.Object);

        /// <summary>The last part of the path.</summary>
        public string Name { get; } = Path[(Path.LastIndexOf('.') + 1)..];

        /// <summary>Null counts as missing.</summary>
        public bool IsRequired { get; init; }

        public ImmutableArray<string>? Choices { get; init; }

        public ImmutableArray<Member> Inner { get; init; } = [];
    }
}
