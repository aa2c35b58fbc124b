using System.Text.Json;

namespace UltimateMcp.Transcript;

/// <summary>One call and its expected result.</summary>
internal sealed record Step(string Title, string Language, string Code, string Expectation, Func<JsonElement, bool> IsAsExpected)
{
    public string Tool { get; init; } = "execute_code";

    /// <summary>Whether a linter's fixes are wanted, where the tool is one.</summary>
    public bool Fix { get; init; }

    /// <summary>Further arguments.</summary>
    public IReadOnlyList<(string Name, object Value)> More { get; init; } = [];

    /// <summary>Null for the server's own limit.</summary>
    public int? TimeoutSeconds { get; init; }

    public Dictionary<string, object?> Arguments
    {
        get
        {
            var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["language"] = Language, ["code"] = Code };
            if (TimeoutSeconds is { } seconds)
            {
                arguments["timeout_seconds"] = seconds;
            }

            if (Fix)
            {
                arguments["fix"] = true;
            }

            foreach (var (name, value) in More)
            {
                arguments[name] = value;
            }

            return arguments;
        }
    }
}
