using System.Text;
using System.Text.Json;

namespace UltimateMcp.Server.Calls.Validation;

/// <summary>Walks a value along its schema. The depth is bounded by the schema's, and below a value of any kind by the parser's (64).</summary>
internal static class ArgumentCheck
{
    /// <summary>Whole numbers travel as floating-point numbers, which are exact up to here.</summary>
    public const double LargestWhole = (1L << 53) - 1;

    /// <param name="path">How the value is named to the model: <c>"files"["a.py"]</c>.</param>
    public static void Check(ValueSchema schema, JsonElement value, string path)
    {
        switch (schema.Kind)
        {
            case ValueKind.Text:
                CheckText(schema, value, path);
                break;
            case ValueKind.Whole or ValueKind.Number:
                CheckNumber(schema, value, path);
                break;
            case ValueKind.Flag:
                Demand(value.ValueKind is JsonValueKind.True or JsonValueKind.False, schema, value, path);
                break;
            case ValueKind.List:
                CheckList(schema, value, path);
                break;
            case ValueKind.Object:
                CheckObject(schema, value, path);
                break;
            default:
                CheckReadable(value, path);
                break;
        }
    }

    private static void CheckText(ValueSchema schema, JsonElement value, string path)
    {
        Demand(value.ValueKind == JsonValueKind.String, schema, value, path);
        var text = ReadText(value, path);
        if (schema.MaximumLength is { } most && Encoding.UTF8.GetByteCount(text) is var length && length > most)
        {
            throw ArgumentFault.TooLong(path, length, most);
        }

        if (schema.Choices.Count > 0 && !schema.Choices.Contains(text, StringComparer.Ordinal))
        {
            throw ArgumentFault.NoChoice(path, value, schema.Choices);
        }
    }

    private static void CheckNumber(ValueSchema schema, JsonElement value, string path)
    {
        Demand(value.ValueKind == JsonValueKind.Number, schema, value, path);
        var number = value.GetDouble();
        if (schema.Kind == ValueKind.Whole)
        {
            Demand(double.IsInteger(number) || double.IsInfinity(number), schema, value, path);
        }

        var (least, most) = schema.Kind == ValueKind.Whole ? (-LargestWhole, LargestWhole) : (double.MinValue, double.MaxValue);
        least = schema.Minimum ?? least;
        most = schema.Maximum ?? most;
        if (number < least || number > most)
        {
            throw ArgumentFault.OutOfRange(path, value, number < least ? $"at least {least:R}" : $"at most {most:R}");
        }
    }

    private static void CheckList(ValueSchema schema, JsonElement value, string path)
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
            CheckReadable(value, path);
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
            var inner = $"{path}[{ArgumentFault.Quote(name)}]";
            if (!seen.Add(name))
            {
                throw ArgumentFault.Twice(inner);
            }

            if (!schema.Properties.TryGetValue(name, out var expected))
            {
                Check(schema.OtherProperties ?? throw ArgumentFault.Unknown(inner, name, schema.PropertyNames), property.Value, inner);
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
            throw ArgumentFault.Missing($"{path}[{ArgumentFault.Quote(missing)}]", schema.Properties[missing].Description);
        }
    }

    /// <summary>Before any of them is looked at.</summary>
    private static void CheckCount(ValueSchema schema, int count, string path)
    {
        if (count > schema.MaximumCount)
        {
            throw ArgumentFault.TooMany(path, count, schema.MaximumCount.Value);
        }
    }

    /// <summary>Any value will do, but every text in it must be one.</summary>
    private static void CheckReadable(JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                ReadText(value, path);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    CheckReadable(item, path);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    ReadName(property, path);
                    CheckReadable(property.Value, path);
                }

                break;
        }
    }

    /// <summary>A lone surrogate passes the parser and throws only when the text is asked for.</summary>
    private static string ReadText(JsonElement value, string path)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ArgumentFault.Unreadable(path);
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
            throw ArgumentFault.Unreadable(path);
        }
    }

    private static void Demand(bool fits, ValueSchema schema, JsonElement value, string path)
    {
        if (!fits)
        {
            throw ArgumentFault.WrongKind(path, value, schema.Kind);
        }
    }
}
