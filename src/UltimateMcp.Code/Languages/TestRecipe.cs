using System.Collections.Immutable;
using UltimateMcp.Code.Languages.Bash.Testing;
using UltimateMcp.Code.Languages.CSharp.Testing;
using UltimateMcp.Code.Languages.JavaScript.Testing;
using UltimateMcp.Code.Languages.Python.Testing;
using UltimateMcp.Code.Languages.TypeScript.Testing;

namespace UltimateMcp.Code.Languages;

/// <summary>How tests in a language are run: as a program, whose worker reports each test.</summary>
public sealed record TestRecipe
{
    /// <summary>The language with that worker. Its main file holds the tests.</summary>
    public required Language Program { get; init; }

    /// <summary>The names of the frameworks. If a request names none, the worker chooses.</summary>
    public required ImmutableArray<string> Frameworks { get; init; }

    /// <summary>Whether the worker can tell which lines were run.</summary>
    public bool HasCoverage { get; init; } = true;

    /// <summary>
    /// Arguments that the interpreter needs for a request, before all others. With some, no sandbox that has waited is used.
    /// </summary>
    public Func<TestSelection, ImmutableArray<string>> Flags { get; init; } = static _ => [];

    /// <summary>All recipes, in the order in which tools list their languages.</summary>
    public static ImmutableArray<TestRecipe> All { get; } =
        [PythonTests.Recipe, JavaScriptTests.Recipe, TypeScriptTests.Recipe, BashTests.Recipe, CSharpTests.Recipe];

    /// <summary>The names of the languages as elements of a JSON array.</summary>
    public static string LanguageNames { get; } = string.Join(", ", All.Select(static recipe => $"\"{recipe.Program.Name}\""));

    /// <summary>The names of all frameworks, likewise.</summary>
    public static string FrameworkNames { get; } = string.Join(
        ", ",
        All.SelectMany(static recipe => recipe.Frameworks).Distinct(StringComparer.Ordinal).Select(static name => $"\"{name}\""));

    /// <exception cref="ArgumentException">There is none for the language; the tool's schema lists them.</exception>
    public static TestRecipe Find(string language) =>
        All.FirstOrDefault(recipe => recipe.Program.Name == language)
        ?? throw new ArgumentException($"There are no tests in \"{language}\".", nameof(language));
}

/// <summary>Which tests are run, and what is measured.</summary>
/// <param name="Filter">A part of the tests' names; empty for all.</param>
public sealed record TestSelection(string Filter, bool WithCoverage);
