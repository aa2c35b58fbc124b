using System.Text.Json;

namespace UltimateMcp.Server.Calls;

/// <summary>Arguments that are valid for the tool's schema, so that getting one cannot fail. A null counts as omitted.</summary>
internal sealed class ToolArguments(IReadOnlyDictionary<string, JsonElement> values)
{
    public string String(string name) => StringOrNull(name) ?? throw new InvalidOperationException($"The schema must require \"{name}\".");

    public string? StringOrNull(string name) => Find(name)?.GetString();

    public string String(string name, string defaultValue) => StringOrNull(name) ?? defaultValue;

    public bool Boolean(string name, bool defaultValue) => Find(name)?.GetBoolean() ?? defaultValue;

    /// <summary><c>5.0</c> is an integer.</summary>
    public long Integer(string name, long defaultValue) => Find(name) is { } value ? (long)value.GetDouble() : defaultValue;

    public double? NumberOrNull(string name) => Find(name)?.GetDouble();

    public IReadOnlyList<string> Strings(string name) =>
        Find(name) is { } value ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : [];

    /// <summary>An object whose values are strings, in the order given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> StringMap(string name) =>
        Find(name) is { } value ? [.. value.EnumerateObject().Select(item => KeyValuePair.Create(item.Name, item.Value.GetString()!))] : [];

    private JsonElement? Find(string name) =>
        values.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;
}
