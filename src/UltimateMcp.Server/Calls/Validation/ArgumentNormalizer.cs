using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace UltimateMcp.Server.Calls.Validation;

/// <summary>
/// Undoes what hosts and models do to arguments on the way, as far as it can be told from the schema: workflow hosts
/// add arguments of their own, some hosts write an array or object as its JSON text, and models know a choice by
/// another name.
/// </summary>
internal static class ArgumentNormalizer
{
    /// <summary>Added to every call by a workflow host.</summary>
    private static readonly FrozenSet<string> Added =
        FrozenSet.Create(StringComparer.Ordinal, "toolCallId", "sessionId", "action", "chatInput");

    private static readonly JsonDocumentOptions EachNameOnce = new() { AllowDuplicateProperties = false };

    /// <summary>Each text has been parsed before and was at most 64 deep.</summary>
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1000 };

    /// <returns>The same arguments where there is nothing to undo.</returns>
    /// <exception cref="CallException">A string begins like the array or object that it should be, and is not one.</exception>
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

    /// <summary>Null where the value is a choice as the schema writes it, or none at all.</summary>
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

    /// <summary>The value with each JSON text in it read where the schema wants an array or object; null where there is none.</summary>
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

    /// <summary>Looks only where the schema has arrays or objects inside, which most have not.</summary>
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

    /// <summary>Null for a lone surrogate, which the check against the schema refuses.</summary>
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
