using System.Text.Json;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Testing;

internal static class TestCalls
{
    public static Task<ToolAnswer> RunTestsAsync(
        this TestServer server, string tests, string language = "python", params (string Name, object? Value)[] more) =>
        server.CallAsync("run_tests", [("code", tests), ("language", language), .. more]);

    public static (string Name, object? Value) Files(params (string Path, string Text)[] files) =>
        ("files", files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal));

    public static IReadOnlyList<JsonElement> Tests(this ToolAnswer answer) => [.. answer.Structured.GetProperty("tests").EnumerateArray()];

    /// <summary>Each as <c>failed Calc.adds 3</c>, with its line, in the order of their names.</summary>
    public static IReadOnlyList<string> ByName(this ToolAnswer answer) =>
        [.. answer.Tests().OrderBy(NameOf, StringComparer.Ordinal).Select(Brief)];

    public static string MessageOf(this ToolAnswer answer, string name) =>
        answer.Tests().Single(test => NameOf(test) == name).GetProperty("message").GetString()!;

    /// <summary>Passed, failed, errors, skipped.</summary>
    public static (int Passed, int Failed, int Errors, int Skipped) Counts(this ToolAnswer answer) => (
        answer.Structured.GetProperty("passed").GetInt32(),
        answer.Structured.GetProperty("failed").GetInt32(),
        answer.Structured.GetProperty("errors").GetInt32(),
        answer.Structured.GetProperty("skipped").GetInt32());

    private static string NameOf(JsonElement test) => test.GetProperty("name").GetString()!;

    private static string Brief(JsonElement test)
    {
        var line = test.TryGetProperty("line", out var number) ? $" {number.GetRawText()}" : "";
        return $"{test.GetProperty("outcome").GetString()} {NameOf(test)}{line}";
    }
}
