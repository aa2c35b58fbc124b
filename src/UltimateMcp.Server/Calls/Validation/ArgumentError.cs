using System.Buffers;
using System.Text;
using System.Text.Json;

namespace UltimateMcp.Server.Calls.Validation;

/// <summary>
/// Errors for invalid arguments: the argument, its value, and what is allowed, in the terms of JSON Schema. A path
/// names the place in messages: <c>"code"</c>, <c>"files"["a.py"]</c>, <c>"args"[2]</c>.
/// </summary>
internal static class ArgumentError
{
    /// <summary>In characters, for a value or a name; long code is cut.</summary>
    public const int MaximumShown = 80;

    private static readonly JsonWriterOptions ReadableFormat = new() { Encoder = ReadableJsonEncoder.Instance, MaxDepth = 1000 };

    public static CallException Unknown(string path, string name, IReadOnlyList<string> allowed)
    {
        var nearest = NearestName.Find(name, allowed) is { } meant ? $"Did you mean \"{meant}\"? " : "";
        var names = allowed.Count > 0 ? $"The arguments are: {string.Join(", ", allowed)}." : "Pass no arguments.";
        return Refuse($"There is no argument {Shorten(path)}.", nearest + names);
    }

    public static CallException Missing(string path, string? description) =>
        Refuse($"The argument {Shorten(path)} is missing.", $"It is required{(description is null ? "." : $": {description}")}");

    public static CallException WrongType(string path, JsonElement value, ValueType expected) =>
        Refuse($"The argument {Shorten(path)} is {Show(value)}; it must be {NameOf(expected)}.", Advice(value, expected));

    /// <summary>A string that begins like the expected array or object, but is not valid JSON.</summary>
    public static CallException NotJson(string path, JsonElement value, ValueType expected) => Refuse(
        $"The argument {Shorten(path)} is {Show(value)}, a string that is not valid JSON; it must be {NameOf(expected)}.",
        $"Pass {NameOf(expected)} itself, or its JSON text with each name once.");

    public static CallException NotAChoice(string path, JsonElement value, IReadOnlyList<string> choices) => Refuse(
        $"The argument {Shorten(path)} is {Show(value)}; it must be one of: {string.Join(", ", choices)}.", "Pass one of these.");

    public static CallException OutOfRange(string path, JsonElement value, string bound) =>
        Refuse($"The argument {Shorten(path)} is {Show(value)}; it must be {bound}.", $"Pass a number that is {bound}.");

    public static CallException TooLong(string path, long bytes, long most) =>
        Refuse($"The argument {Shorten(path)} has {bytes} bytes in UTF-8; it must have at most {most}.", "Pass a shorter string.");

    public static CallException TooMany(string path, int count, int most) =>
        Refuse($"The argument {Shorten(path)} has {count} entries; it must have at most {most}.", "Pass fewer, with more in each.");

    public static CallException Twice(string path) => Refuse($"The name {Shorten(path)} appears twice.", "Leave one of the two out.");

    public static CallException LoneSurrogate(string path) => Refuse(
        $"The argument {Shorten(path)} contains a lone surrogate, which is not a character.",
        "Write the whole character, or escape both halves of the pair.");

    public static string Quote(string name) => $"\"{OneLine.Of(name, MaximumShown)}\"";

    private static string Shorten(string path) => OneLine.Of(path, 2 * MaximumShown);

    private static string Show(JsonElement value) => OneLine.Of(Readable(value), MaximumShown);

    /// <summary>The SDK has rewritten the arguments with escapes for quotes and non-ASCII characters.</summary>
    private static string Readable(JsonElement value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        try
        {
            using var json = new Utf8JsonWriter(bytes, ReadableFormat);
            value.WriteTo(json);
            json.Flush();
            return Encoding.UTF8.GetString(bytes.WrittenSpan);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate cannot be written.
            return value.GetRawText();
        }
    }

    private static string NameOf(ValueType type) => type switch
    {
        ValueType.String => "a string",
        ValueType.Integer => "an integer",
        ValueType.Number => "a number",
        ValueType.Boolean => "a boolean",
        ValueType.Array => "an array",
        ValueType.Object => "an object",
        _ => "a value",
    };

    private static string Advice(JsonElement value, ValueType expected) => (value.ValueKind, expected) switch
    {
        (JsonValueKind.String, ValueType.Integer or ValueType.Number) => $"Pass {NameOf(expected)} without quotes.",
        (_, ValueType.Boolean) => "Pass true or false, without quotes.",
        (_, ValueType.String) => "Pass a string in quotes.",
        _ => $"Pass {NameOf(expected)}.",
    };

    private static CallException Refuse(string message, string hint) => new(new CallError(CallErrorCode.InvalidArgument, message, hint));
}
