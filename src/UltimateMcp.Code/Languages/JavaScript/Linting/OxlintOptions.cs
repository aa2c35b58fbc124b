using System.Text.Json.Nodes;

namespace UltimateMcp.Code.Languages.JavaScript.Linting;

/// <summary>oxlint's rules for a language without a configuration of the caller, as its configuration file.</summary>
internal static class OxlintOptions
{
    /// <summary>Of JavaScript, whose names only oxlint checks.</summary>
    public static JsonObject JavaScript => Of(["eslint", "unicorn", "oxc"], new JsonObject { ["no-undef"] = "error" });

    /// <summary>Of TypeScript, whose names its compiler checks.</summary>
    public static JsonObject TypeScript => Of(["eslint", "typescript", "unicorn", "oxc"], []);

    private static JsonObject Of(string[] plugins, JsonObject rules) => new()
    {
        ["plugins"] = new JsonArray([.. plugins.Select(static plugin => (JsonNode?)plugin)]),
        ["categories"] = new JsonObject { ["correctness"] = "warn" },
        ["rules"] = rules,
        ["env"] = new JsonObject { ["builtin"] = true, ["es2024"] = true, ["node"] = true },
    };
}
