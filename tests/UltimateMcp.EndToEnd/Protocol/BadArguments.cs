using System.Globalization;
using System.Text.Json;

namespace UltimateMcp.EndToEnd.Protocol;

/// <summary>Every way in which the arguments of a tool can violate its published schema, one at a time, as JSON.</summary>
internal static class BadArguments
{
    /// <returns>The argument that the refusal has to name, and the arguments.</returns>
    public static IEnumerable<(string Named, string Arguments)> Of(JsonElement schema)
    {
        var properties = schema.GetProperty("properties").EnumerateObject()
            .ToDictionary(property => property.Name, property => property.Value);
        var required = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()!).ToList()
            : [];
        yield return ("no_such_argument", With(required, "no_such_argument", "1"));
        foreach (var name in required)
        {
            yield return (name, With(required, name, null));
            yield return (name, With(required, name, "null"));
        }

        foreach (var (name, property) in properties)
        {
            foreach (var value in BadValues(property))
            {
                yield return (name, With(required, name, value));
            }
        }
    }

    private static IEnumerable<string> BadValues(JsonElement schema)
    {
        var type = schema.GetProperty("type").GetString();
        yield return type == "string" ? "5" : "\"text\"";
        if (type == "integer")
        {
            yield return "1.5";
        }

        if (schema.TryGetProperty("enum", out _))
        {
            yield return "\"no such choice\"";
        }

        if (schema.TryGetProperty("minimum", out var minimum))
        {
            yield return (minimum.GetDouble() - 1).ToString(CultureInfo.InvariantCulture);
        }

        if (schema.TryGetProperty("maximum", out var maximum))
        {
            yield return (maximum.GetDouble() + 1).ToString(CultureInfo.InvariantCulture);
        }

        if (schema.TryGetProperty("maxLength", out var length))
        {
            yield return $"\"{new string('x', length.GetInt32() + 1)}\"";
        }

        if (schema.TryGetProperty("items", out var items))
        {
            yield return $"[{BadValues(items).First()}]";
        }

        if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
        {
            yield return $$"""{"a": {{BadValues(others).First()}}}""";
        }
    }

    /// <summary>The required arguments, all strings, and this one as given; null leaves it out.</summary>
    private static string With(IEnumerable<string> required, string name, string? value)
    {
        var all = required.Where(other => other != name).Select(other => $"\"{other}\": \"x\"");
        return $"{{{string.Join(", ", value is null ? all : all.Append($"\"{name}\": {value}"))}}}";
    }
}
