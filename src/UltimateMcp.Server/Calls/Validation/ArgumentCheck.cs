using System.Text;
using System.Text.Json;

namespace UltimateMcp.Server.Calls.Validation;

/// <summary>
/// Checks a value against its schema. The recursion is as deep as the schema, or for values of any type as the JSON
/// parser allows (64).
/// </summary>
internal static class ArgumentCheck
{
    /// <summary>Integers are transmitted as floating-point numbers, which are exact up to this.</summary>
    public const double MaximumInteger = (1L << 53) - 1;

    /// <param name="path">How messages name the value: <c>"files"["a.py"]</c>.</param>
    public static void Check(ValueSchema schema, JsonElement value, string path)
    {
        switch (schema.Type)
        {
            case ValueType.String:
                CheckString(schema, value, path);
                break;
            case ValueType.Integer or ValueType.Number:
                CheckNumber(schema, value, path);
                break;
            case ValueType.Boolean:
                Demand(value.ValueKind is JsonValueKind.True or JsonValueKind.False, schema, value, path);
                break;
            case ValueType.Array:
                CheckArray(schema, value, path);
                break;
            case ValueType.Object:
                CheckObject(schema, value, path);
                break;
            default:
                CheckStrings(value, path);
                break;
        }
    }

    private static void CheckString(ValueSchema schema, JsonElement value, string path)
    {
        Demand(value.ValueKind == JsonValueKind.String, schema, value, path);
        var text = ReadString(value, path);
        if (schema.MaximumLength is { } most && Encoding.UTF8.GetByteCount(text) is var length && length > most)
        {
            throw ArgumentError.TooLong(path, length, most);
        }

        if (schema.Choices.Count > 0 && !schema.Choices.Contains(text, StringComparer.Ordinal))
        {
            throw ArgumentError.NotAChoice(path, value, schema.Choices);
        }
    }

    private static void CheckNumber(ValueSchema schema, JsonElement value, string path)
    {
        Demand(value.ValueKind == JsonValueKind.Number, schema, value, path);
        var number = value.GetDouble();
        if (schema.Type == ValueType.Integer)
        {
            Demand(double.IsInteger(number) || double.IsInfinity(number), schema, value, path);
        }

        var (least, most) = schema.Type == ValueType.Integer ? (-MaximumInteger, MaximumInteger) : (double.MinValue, double.MaxValue);
        least = schema.Minimum ?? least;
        most = schema.Maximum ?? most;
        if (number < least || number > most)
        {
            throw ArgumentError.OutOfRange(path, value, number < least ? $"at least {least:R}" : $"at most {most:R}");
        }
    }

    private static void CheckArray(ValueSchema schema, JsonElement value, string path)
    {
        Demand(value.ValueKind == JsonValueKind.Array, schema, value, path);
        CheckCount(schema, value.GetArrayLength(), path);
        if (schema.Items is { } items)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(items, item, $"{path}[{index++}]");
            }
        }
        else
        {
            CheckStrings(value, path);
        }
    }

    private static void CheckObject(ValueSchema schema, JsonElement value, string path)
    {
        Demand(value.ValueKind == JsonValueKind.Object, schema, value, path);
        CheckCount(schema, value.GetPropertyCount(), path);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            var name = ReadName(property, path);
            var inner = $"{path}[{ArgumentError.Quote(name)}]";
            if (!seen.Add(name))
            {
                throw ArgumentError.Twice(inner);
            }

            if (!schema.Properties.TryGetValue(name, out var expected))
            {
                Check(schema.OtherProperties ?? throw ArgumentError.Unknown(inner, name, schema.PropertyNames), property.Value, inner);
            }
            else if (!ArgumentSchema.IsLeftOut(property.Value))
            {
                Check(expected, property.Value, inner);
            }
            else
            {
                seen.Remove(name);
            }
        }

        if (schema.Required.FirstOrDefault(name => !seen.Contains(name)) is { } missing)
        {
            throw ArgumentError.Missing($"{path}[{ArgumentError.Quote(missing)}]", schema.Properties[missing].Description);
        }
    }

    /// <summary>Checked before the items themselves.</summary>
    private static void CheckCount(ValueSchema schema, int count, string path)
    {
        if (count > schema.MaximumCount)
        {
            throw ArgumentError.TooMany(path, count, schema.MaximumCount.Value);
        }
    }

    /// <summary>Any value is allowed, but all its strings must be valid.</summary>
    private static void CheckStrings(JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                ReadString(value, path);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    CheckStrings(item, path);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    ReadName(property, path);
                    CheckStrings(property.Value, path);
                }

                break;
        }
    }

    /// <summary>The parser accepts a lone surrogate; getting the string throws.</summary>
    private static string ReadString(JsonElement value, string path)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ArgumentError.LoneSurrogate(path);
        }
    }

    private static string ReadName(JsonProperty property, string path)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw ArgumentError.LoneSurrogate(path);
        }
    }

    private static void Demand(bool fits, ValueSchema schema, JsonElement value, string path)
    {
        if (!fits)
        {
            throw ArgumentError.WrongType(path, value, schema.Type);
        }
    }
}
