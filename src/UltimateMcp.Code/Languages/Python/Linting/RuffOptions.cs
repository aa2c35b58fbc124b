namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>ruff's options, as values of its host (<see cref="RuffHost"/>). Nothing on the machine is read.</summary>
internal static class RuffOptions
{
    /// <summary>A function that is more complex is a finding.</summary>
    public const int MaximumComplexity = 15;

    private const double LineLength = 320;

    private static readonly string[] Selected = ["E4", "E7", "E9", "W6", "F", "B", "PLE", "C90", "ASYNC", "S102", "S307", "S602"];

    // Several statements on a line.
    private static readonly string[] Ignored = ["E701", "E702"];

    // Frameworks that want a call as the default of a parameter: without these, B008 is false on all code that uses them.
    private static readonly string[] CallsAsDefaults =
    [
        "fastapi.Body", "fastapi.Cookie", "fastapi.Depends", "fastapi.File", "fastapi.Form", "fastapi.Header", "fastapi.Path",
        "fastapi.Query", "fastapi.Security", "typer.Argument", "typer.Option",
    ];

    /// <summary>Every function's complexity is reported, as of a function that is too complex.</summary>
    /// <param name="target">Version of Python, such as <c>py311</c>.</param>
    public static Dictionary<string, object?> Of(string target) => Of(target, Selected);

    /// <summary>The complexity of every function, and nothing else.</summary>
    public static Dictionary<string, object?> OnlyComplexity(string target) => Of(target, [RuffRules.Complexity]);

    /// <summary>The nearest version that ruff knows.</summary>
    public static string TargetOf(Version? python)
    {
        const int Oldest = 7;
        const int Newest = 14;
        const int Usual = 13;
        return $"py3{(python is null ? Usual : Math.Clamp(python.Minor, Oldest, Newest))}";
    }

    private static Dictionary<string, object?> Of(string target, string[] selected) => new(StringComparer.Ordinal)
    {
        ["target-version"] = target,
        ["line-length"] = LineLength,
        ["preview"] = false,
        ["lint"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["select"] = ListOf(selected),
            ["ignore"] = ListOf(Ignored),
            ["flake8-bugbear"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["extend-immutable-calls"] = ListOf(CallsAsDefaults),
            },
            ["mccabe"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["max-complexity"] = 0.0 },
        },
    };

    private static List<object?> ListOf(string[] texts) => [.. texts];
}
