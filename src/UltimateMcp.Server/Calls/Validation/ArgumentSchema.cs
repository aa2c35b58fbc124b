using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace UltimateMcp.Server.Calls.Validation;

/// <summary>
/// A tool's parsed input schema. It supports only the keywords that the tools use and refuses others, so that all
/// published constraints are enforced. It differs from JSON Schema in two ways: <c>maxLength</c> counts UTF-8 bytes,
/// because it bounds memory, and a null counts as omitted where a property is optional. Arguments are normalized first
/// (<see cref="ArgumentNormalizer"/>).
/// </summary>
internal sealed class ArgumentSchema
{
    private static readonly ConditionalWeakTable<ToolDefinition, ArgumentSchema> Known = [];

    private readonly ValueSchema _root;
    private readonly Func<string, string, string?> _findChoice;

    /// <param name="findChoice">See <see cref="ToolDefinition.FindChoice"/>.</param>
    public ArgumentSchema(JsonElement schema, Func<string, string, string?>? findChoice = null)
    {
        _findChoice = findChoice ?? (static (_, _) => null);
        _root = ValueSchema.Parse(schema);
        if (_root.Type != ValueType.Object)
        {
            throw new ArgumentException("An input schema must be of type object.", nameof(schema));
        }
    }

    /// <summary>The schema of a tool, parsed at its first call.</summary>
    public static ArgumentSchema Of(ToolDefinition tool) =>
        Known.GetValue(tool, static tool => new ArgumentSchema(tool.InputSchema, tool.FindChoice));

    /// <exception cref="CallException">The first argument that does not fit.</exception>
    public ToolArguments Read(IReadOnlyDictionary<string, JsonElement> given)
    {
        var arguments = ArgumentNormalizer.Normalize(_root, given, _findChoice);
        foreach (var name in arguments.Keys)
        {
            if (!_root.Properties.ContainsKey(name))
            {
                throw ArgumentError.Unknown(ArgumentError.Quote(name), name, _root.PropertyNames);
            }
        }

        foreach (var name in _root.Required)
        {
            if (!arguments.TryGetValue(name, out var value) || IsLeftOut(value))
            {
                throw ArgumentError.Missing(ArgumentError.Quote(name), _root.Properties[name].Description);
            }
        }

        foreach (var name in _root.PropertyNames)
        {
            if (arguments.TryGetValue(name, out var value) && !IsLeftOut(value))
            {
                ArgumentCheck.Check(_root.Properties[name], value, ArgumentError.Quote(name));
            }
        }

        return new ToolArguments(arguments);
    }

    internal static bool IsLeftOut(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
}

/// <summary>The types of JSON Schema.</summary>
internal enum ValueType
{
    Any,
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
}

/// <summary>The schema of one value.</summary>
internal sealed record ValueSchema
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "type", "enum", "minimum", "maximum", "maxLength", "maxItems", "maxProperties", "items", "properties", "required",
        "additionalProperties", "title", "description", "default", "examples");

    public required ValueType Type { get; init; }

    public string? Description { get; init; }

    /// <summary>Allowed strings; empty: any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    /// <summary>In UTF-8 bytes.</summary>
    public long? MaximumLength { get; init; }

    /// <summary>Maximum number of items or properties.</summary>
    public int? MaximumCount { get; init; }

    public ValueSchema? Items { get; init; }

    /// <summary>In the order of the schema.</summary>
    public IReadOnlyList<string> PropertyNames { get; init; } = [];

    public FrozenDictionary<string, ValueSchema> Properties { get; init; } = FrozenDictionary<string, ValueSchema>.Empty;

    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The schema of additional properties; null: none are allowed.</summary>
    public ValueSchema? OtherProperties { get; init; }

    public static ValueSchema Parse(JsonElement schema)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Keywords.Contains(keyword.Name))
            {
                throw new ArgumentException($"The keyword \"{keyword.Name}\" is not enforced.", nameof(schema));
            }
        }

        var properties = Find(schema, "properties") is { } named
            ? named.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Parse(property.Value))).ToArray()
            : [];
        var parsed = new ValueSchema
        {
            Type = TypeOf(Find(schema, "type")?.GetString()),
            Description = Find(schema, "description")?.GetString(),
            Choices = Strings(Find(schema, "enum")),
            Minimum = Find(schema, "minimum")?.GetDouble(),
            Maximum = Find(schema, "maximum")?.GetDouble(),
            MaximumLength = Find(schema, "maxLength")?.GetInt64(),
            MaximumCount = (Find(schema, "maxItems") ?? Find(schema, "maxProperties"))?.GetInt32(),
            Items = Find(schema, "items") is { } items ? Parse(items) : null,
            PropertyNames = [.. properties.Select(property => property.Key)],
            Properties = properties.ToFrozenDictionary(StringComparer.Ordinal),
            Required = Strings(Find(schema, "required")),
            OtherProperties = OthersOf(schema),
        };
        return parsed.Required.FirstOrDefault(name => !parsed.Properties.ContainsKey(name)) is { } stray
            ? throw new ArgumentException($"\"{stray}\" is required and not among the properties.", nameof(schema))
            : parsed;
    }

    private static ValueSchema? OthersOf(JsonElement schema) => Find(schema, "additionalProperties") switch
    {
        { ValueKind: JsonValueKind.False } => null,
        null or { ValueKind: JsonValueKind.True } => new ValueSchema { Type = ValueType.Any },
        { } others => Parse(others),
    };

    private static ValueType TypeOf(string? type) => type switch
    {
        null => ValueType.Any,
        "string" => ValueType.String,
        "integer" => ValueType.Integer,
        "number" => ValueType.Number,
        "boolean" => ValueType.Boolean,
        "array" => ValueType.Array,
        "object" => ValueType.Object,
        _ => throw new ArgumentException($"The type \"{type}\" is not known.", nameof(type)),
    };

    private static IReadOnlyList<string> Strings(JsonElement? list) =>
        list is { } values ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : [];

    private static JsonElement? Find(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var value) ? value : null;
}
