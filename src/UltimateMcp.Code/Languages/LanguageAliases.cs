using System.Collections.Frozen;

namespace UltimateMcp.Code.Languages;

/// <summary>Other names that models and hosts give to a language.</summary>
public static class LanguageAliases
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["py"] = "python",
        ["python3"] = "python",
        ["js"] = "javascript",
        ["node"] = "javascript",
        ["nodejs"] = "javascript",
        ["node.js"] = "javascript",
        ["sh"] = "bash",
        ["shell"] = "bash",
        ["ts"] = "typescript",
        ["c#"] = "csharp",
        ["cs"] = "csharp",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the language in <see cref="LanguageCatalog"/> that this name, in any case, means; null where there is none.</summary>
    public static string? Find(string text)
    {
        var name = Names.GetValueOrDefault(text, text);
        return LanguageCatalog.All.FirstOrDefault(language => language.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name;
    }
}
