using System.Collections.Frozen;
using System.Collections.Immutable;
using UltimateMcp.Code.Languages.Bash;
using UltimateMcp.Code.Languages.JavaScript;
using UltimateMcp.Code.Languages.Python;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Languages;

/// <summary>The languages there are, in the order in which tools list them.</summary>
public static class LanguageCatalog
{
    public static readonly ImmutableArray<Language> All = [PythonLanguage.Language, JavaScriptLanguage.Language, BashLanguage.Language];

    /// <summary>Of code whose language is not said.</summary>
    public static Language Default => All[0];

    /// <summary>Of all languages, and of tools that belong to none.</summary>
    public static ToolFolders ToolFolders { get; } = new(
        All.SelectMany(static language => language.ToolFolders).Concat([".git", ".hg", ".svn", ".cache", ".config", ".local"]).ToFrozenSet(StringComparer.Ordinal),
        [.. All.SelectMany(static language => language.ToolFolderMarkers)]);

    /// <summary>The name of the language that this name or alias, in any case, means; null where there is none.</summary>
    public static string? FindName(string text) => All.FirstOrDefault(language =>
        language.Name.Equals(text, StringComparison.OrdinalIgnoreCase) || language.Aliases.Contains(text, StringComparer.OrdinalIgnoreCase))?.Name;

    /// <exception cref="ArgumentException">No such language; a tool's schema lists those there are.</exception>
    public static Language Find(string name) =>
        All.FirstOrDefault(language =>
            language.Name == name) ?? throw new ArgumentException($"There is no language \"{name}\".", nameof(name));
}
