using System.Collections.Immutable;
using UltimateMcp.Code.Languages.Bash;
using UltimateMcp.Code.Languages.JavaScript;
using UltimateMcp.Code.Languages.Python;

namespace UltimateMcp.Code.Languages;

/// <summary>The languages there are, in the order in which tools list them.</summary>
public static class LanguageCatalog
{
    public static readonly ImmutableArray<Language> All = [new PythonLanguage(), new JavaScriptLanguage(), new BashLanguage()];

    /// <exception cref="ArgumentException">No such language; a tool's schema lists those there are.</exception>
    public static Language Find(string name) =>
        All.FirstOrDefault(language =>
            language.Name == name) ?? throw new ArgumentException($"There is no language \"{name}\".", nameof(name));
}
