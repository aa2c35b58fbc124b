using System.Text.Json;

namespace UltimateMcp.Server.Calls.Validation;

/// <summary>
/// The words for each way in which an argument can be wrong: its name, the value seen, what is allowed.
/// A path is how the place is named to the model: <c>"code"</c>, <c>"files"["a.py"]</c>, <c>"args"[2]</c>.
/// </summary>
internal static class ArgumentFault
{
    /// <summary>Characters of a value or a name that are shown; code is never shown whole.</summary>
    public const int MaximumShown = 80;

    public static CallException Unknown(string path, string name, IReadOnlyList<string> allowed)
    {
        var nearest = NearestName.Find(name, allowed) is { } meant ? $"Did you mean \"{meant}\"? " : "";
        var names = allowed.Count > 0 ? $"Allowed are: {string.Join(", ", allowed)}." : "None is allowed.";
        return Refuse($"There is no argument {Shorten(path)}.", nearest + names);
    }

    public static CallException Missing(string path, string? description) =>
        Refuse($"The argument {Shorten(path)} is missing.", $"It is required{(description is null ? "." : $": {description}")}");

    public static CallException WrongKind(string path, JsonElement value, ValueKind expected) =>
        Refuse($"The argument {Shorten(path)} is {Show(value)}; it must be {NameOf(expected)}.", Advice(value, expected));

    public static CallException NoChoice(string path, JsonElement value, IReadOnlyList<string> choices) =>
        Refuse($"The argument {Shorten(path)} is {Show(value)}, which is no choice.", $"Allowed are: {string.Join(", ", choices)}.");

    public static CallException OutOfRange(string path, JsonElement value, string bound) =>
        Refuse($"The argument {Shorten(path)} is {Show(value)}; it must be {bound}.", $"Pass a number that is {bound}.");

    public static CallException TooLong(string path, long bytes, long most) =>
        Refuse($"The argument {Shorten(path)} is {bytes} bytes long in UTF-8; at most {most} are allowed.", "Pass less text.");

    public static CallException TooMany(string path, int count, int most) =>
        Refuse($"The argument {Shorten(path)} has {count} entries; at most {most} are allowed.", "Pass fewer, or more in each.");

    public static CallException Twice(string path) => Refuse($"The name {Shorten(path)} stands there twice.", "Leave one of the two out.");

    public static CallException Unreadable(string path) =>
        Refuse($"The argument {Shorten(path)} holds half of a surrogate pair, which is no text.", "Write the whole character, or escape both halves.");

    public static string Quote(string name) => $"\"{OneLine.Of(name, MaximumShown)}\"";

    private static string Shorten(string path) => OneLine.Of(path, 2 * MaximumShown);

    private static string Show(JsonElement value) => OneLine.Of(value.GetRawText(), MaximumShown);

    private static string NameOf(ValueKind kind) => kind switch
    {
        ValueKind.Text => "a text",
        ValueKind.Whole => "a whole number",
        ValueKind.Number => "a number",
        ValueKind.Flag => "true or false",
        ValueKind.List => "a list",
        ValueKind.Object => "an object",
        _ => "a value",
    };

    private static string Advice(JsonElement value, ValueKind expected) => (value.ValueKind, expected) switch
    {
        (JsonValueKind.String, ValueKind.Whole or ValueKind.Number or ValueKind.Flag) => $"Pass {NameOf(expected)} without quotes.",
        (JsonValueKind.String, ValueKind.List or ValueKind.Object) => $"Pass {NameOf(expected)} as JSON itself, not as text.",
        (_, ValueKind.Text) => "Pass a text in quotes.",
        _ => $"Pass {NameOf(expected)}.",
    };

    private static CallException Refuse(string message, string hint) => new(new CallError(CallErrorCode.InvalidArgument, message, hint));
}
