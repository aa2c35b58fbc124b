using System.Collections.Frozen;
using System.Collections.Immutable;
using UltimateMcp.Code.Languages.Bash;
using UltimateMcp.Code.Languages.CSharp;
using UltimateMcp.Code.Languages.JavaScript;
using UltimateMcp.Code.Languages.Python;
using UltimateMcp.Code.Languages.TypeScript;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Languages;

/// <summary>All languages, in the order in which tools list them.</summary>
public static class LanguageCatalog
{
    public static readonly ImmutableArray<Language> All =
    [
        PythonLanguage.Language, JavaScriptLanguage.Language, TypeScriptLanguage.Language, BashLanguage.Language, CSharpLanguage.Language,
    ];

    /// <summary>The names of all languages as elements of a JSON array.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(static language => $"\"{language.Name}\""));

    /// <summary>The language when a request names none.</summary>
    public static Language Default => All[0];

    /// <summary>The folders of all languages' tools and of general tools.</summary>
    public static ToolFolders ToolFolders { get; } = new(
        All.SelectMany(static language => language.ToolFolders)
            .Concat([".git", ".hg", ".svn", ".cache", ".config", ".local"])
            .ToFrozenSet(StringComparer.Ordinal),
        [.. All.SelectMany(static language => language.ToolFolderMarkers)]);

    /// <summary>The language's name for a name or alias in any case; null if there is no such language.</summary>
    public static string? FindName(string text) => All.FirstOrDefault(language =>
        language.Name.Equals(text, StringComparison.OrdinalIgnoreCase)
        || language.Aliases.Contains(text, StringComparer.OrdinalIgnoreCase))?.Name;

    /// <exception cref="ArgumentException">There is no such language; the tool's schema lists them.</exception>
    public static Language Find(string name) =>
        All.FirstOrDefault(language => language.Name == name)
        ?? throw new ArgumentException($"There is no language \"{name}\".", nameof(name));
}
