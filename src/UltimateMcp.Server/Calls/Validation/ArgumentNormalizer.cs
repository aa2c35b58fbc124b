using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace UltimateMcp.Server.Calls.Validation;

/// <summary>
/// Undoes common changes that hosts and models make to arguments, as far as the schema allows: workflow hosts add their
/// own arguments, some hosts send an array or object as JSON text, and models use aliases of enum values.
/// </summary>
internal static class ArgumentNormalizer
{
    /// <summary>Arguments that a workflow host adds to every call.</summary>
    private static readonly FrozenSet<string> Added =
        FrozenSet.Create(StringComparer.Ordinal, "toolCallId", "sessionId", "action", "chatInput");

    private static readonly JsonDocumentOptions EachNameOnce = new() { AllowDuplicateProperties = false };

    /// <summary>The text was parsed before, with a depth of at most 64.</summary>
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1000 };

    /// <returns>The same object if nothing changed.</returns>
    /// <exception cref="CallException">A string begins like the expected array or object, but is not valid JSON.</exception>
    public static IReadOnlyDictionary<string, JsonElement> Normalize(
        ValueSchema schema, IReadOnlyDictionary<string, JsonElement> given, Func<string, string, string?> findChoice)
    {
        Dictionary<string, JsonElement>? changed = null;
        foreach (var (name, value) in given)
        {
            if (!schema.Properties.TryGetValue(name, out var expected))
            {
                if (Added.Contains(name))
                {
                    Changed().Remove(name);
                }
            }
            else if ((ChoiceOf(name, expected, value, findChoice) ?? Parsed(expected, value, ArgumentError.Quote(name))) is { } undone)
            {
                Changed()[name] = undone;
            }
        }

        return changed ?? given;

        Dictionary<string, JsonElement> Changed() => changed ??= new Dictionary<string, JsonElement>(given, StringComparer.Ordinal);
    }

    /// <summary>Null if the value is not an alias.</summary>
    private static JsonElement? ChoiceOf(string name, ValueSchema schema, JsonElement value, Func<string, string, string?> findChoice)
    {
        if (schema.Choices.Count == 0
            || value.ValueKind != JsonValueKind.String
            || TextOf(value) is not { } text
            || schema.Choices.Contains(text, StringComparer.Ordinal))
        {
            return null;
        }

        return findChoice(name, text) is { } choice ? JsonSerializer.SerializeToElement(choice, StringJson.Default.String) : null;
    }

    /// <summary>The value with JSON texts parsed where the schema expects an array or object; null if there are none.</summary>
    private static JsonElement? Parsed(ValueSchema schema, JsonElement value, string path)
    {
        if (schema.Type is not (ValueType.Array or ValueType.Object))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return ParsedInside(schema, value, path);
        }

        return Parse(schema.Type, value, path) is { } parsed ? ParsedInside(schema, parsed, path) ?? parsed : null;
    }

    private static JsonElement? Parse(ValueType expected, JsonElement value, string path)
    {
        var (first, kind) = expected == ValueType.Array ? ('[', JsonValueKind.Array) : ('{', JsonValueKind.Object);
        if (TextOf(value)?.Trim() is not { } text || !text.StartsWith(first))
        {
            return null;
        }

        try
        {
            var parsed = JsonElement.Parse(text, EachNameOnce);
            return parsed.ValueKind == kind ? parsed : null;
        }
        catch (JsonException)
        {
            throw ArgumentError.NotJson(path, value, expected);
        }
    }

    /// <summary>Only for schemas with nested arrays or objects, which are rare.</summary>
    private static JsonElement? ParsedInside(ValueSchema schema, JsonElement value, string path) => (schema.Type, value.ValueKind) switch
    {
        (ValueType.Array, JsonValueKind.Array) when schema.Items is { Type: ValueType.Array or ValueType.Object } items =>
            ParsedItems(items, value, path),
        (ValueType.Object, JsonValueKind.Object) when schema.Properties.Values.Append(schema.OtherProperties).Any(IsNested) =>
            ParsedProperties(schema, value, path),
        _ => null,
    };

    private static bool IsNested(ValueSchema? schema) => schema?.Type is ValueType.Array or ValueType.Object;

    private static JsonElement? ParsedItems(ValueSchema items, JsonElement array, string path)
    {
        var values = new List<JsonElement>(array.GetArrayLength());
        var isChanged = false;
        foreach (var item in array.EnumerateArray())
        {
            var parsed = Parsed(items, item, $"{path}[{values.Count}]");
            isChanged |= parsed is not null;
            values.Add(parsed ?? item);
        }

        return isChanged ? Written(json =>
        {
            json.WriteStartArray();
            values.ForEach(value => json.WriteRawValue(value.GetRawText(), skipInputValidation: true));
            json.WriteEndArray();
        }) : null;
    }

    private static JsonElement? ParsedProperties(ValueSchema schema, JsonElement @object, string path)
    {
        var members = new List<(string Name, JsonElement Value)>(@object.GetPropertyCount());
        var isChanged = false;
        foreach (var property in @object.EnumerateObject())
        {
            if (NameOf(property) is not { } name)
            {
                return null;
            }

            var expected = schema.Properties.GetValueOrDefault(name) ?? schema.OtherProperties;
            var parsed = expected is null ? null : Parsed(expected, property.Value, $"{path}[{ArgumentError.Quote(name)}]");
            isChanged |= parsed is not null;
            members.Add((name, parsed ?? property.Value));
        }

        return isChanged ? Written(json =>
        {
            json.WriteStartObject();
            foreach (var (name, value) in members)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value.GetRawText(), skipInputValidation: true);
            }

            json.WriteEndObject();
        }) : null;
    }

    private static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            write(json);
        }

        return JsonElement.Parse(bytes.WrittenSpan, AnyDepth);
    }

    /// <summary>Null for a lone surrogate, which <see cref="ArgumentCheck"/> refuses.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(string))]
internal sealed partial class StringJson : JsonSerializerContext;
