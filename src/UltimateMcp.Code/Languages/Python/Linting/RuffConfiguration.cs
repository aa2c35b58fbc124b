using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tomlyn;
using Tomlyn.Model;
using Tomlyn.Serialization;
using UltimateMcp.Code.Linters;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>
/// Options of ruff from a <c>.ruff.toml</c>, <c>ruff.toml</c> or <c>pyproject.toml</c> among the caller's files, in this order as ruff
/// itself looks for them. An option is taken, or left out because it says nothing about one text, and then named; any
/// other is refused.
/// </summary>
/// <param name="Name">The file, and what was left out of it.</param>
internal sealed partial record RuffConfiguration(string Name, string File, Dictionary<string, object?> Options)
{
    private const string ProjectFile = "pyproject.toml";
    private const string Target = "target-version";
    private const string Lint = "lint";
    private const string PluginPrefix = "flake8-";

    private static readonly ImmutableArray<string> Files = [".ruff.toml", "ruff.toml", ProjectFile];

    private static readonly ImmutableArray<string> Taken =
        [Target, "line-length", "indent-width", "preview", "builtins", "namespace-packages", Lint];

    /// <summary>They say which files are linted, or how they are formatted or results are shown.</summary>
    private static readonly FrozenSet<string> LeftOut = FrozenSet.Create(
        StringComparer.Ordinal,
        "analyze", "exclude", "extend-exclude", "extend-include", "fix", "fix-only", "force-exclude", "format", "include", "output-format",
        "per-file-target-version", "respect-gitignore", "show-fixes", "src", "unsafe-fixes");

    /// <summary>Of the table <c>lint</c>, beside the tables of the rules' options.</summary>
    private static readonly FrozenSet<string> TakenOfLint = FrozenSet.Create(
        StringComparer.Ordinal,
        "allowed-confusables", "dummy-variable-rgx", "explicit-preview-rules", "extend-fixable", "extend-ignore", "extend-safe-fixes",
        "extend-select", "extend-unfixable", "extend-unsafe-fixes", "external", "fixable", "future-annotations", "ignore",
        "ignore-init-module-imports", "logger-objects", "preview", "select", "task-tags", "typing-extensions", "typing-modules",
        "unfixable", "isort", "mccabe", "pep8-naming", "pycodestyle", "pydoclint", "pydocstyle", "pyflakes", "pylint", "pyupgrade", "ruff");

    /// <summary>Of the table <c>lint</c>: they go by the path of a file.</summary>
    private static readonly FrozenSet<string> LeftOutOfLint =
        FrozenSet.Create(StringComparer.Ordinal, "exclude", "extend-per-file-ignores", "per-file-ignores");

    /// <summary>Null if there is no configuration among the files.</summary>
    /// <param name="target">The version of Python if the configuration names none, such as <c>py311</c>.</param>
    /// <exception cref="CodeException">It is not TOML, or has an option that is not taken.</exception>
    public static RuffConfiguration? Find(ImmutableArray<ScratchFile> files, string target)
    {
        foreach (var name in Files)
        {
            if (LinterConfiguration.Find(files, name) is { } file
                && OptionsIn(name, Parse(name, Encoding.UTF8.GetString(file.Content.Span))) is { } options)
            {
                return Of(name, options, target);
            }
        }

        return null;
    }

    private static TomlTable Parse(string name, string text)
    {
        try
        {
            return TomlSerializer.Deserialize(text, TomlModel.Default.TomlTable) ?? [];
        }
        catch (TomlException fault)
        {
            // The innermost of several messages, each behind its place.
            const string Mark = " : error : ";
            var reason = fault.Message[(fault.Message.LastIndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].TrimEnd('.');
            throw LinterConfiguration.Refused(name, $"is not TOML (line {fault.Line}): {reason}", "Correct it, or leave it out.");
        }
    }

    /// <summary>Null if the file does not configure ruff.</summary>
    private static TomlTable? OptionsIn(string name, TomlTable file)
    {
        if (name != ProjectFile)
        {
            return file;
        }

        if (TableIn(TableIn(file, "tool"), "ruff") is not { } options)
        {
            return null;
        }

        if (!options.ContainsKey(Target)
            && TableIn(file, "project")?.TryGetValue("requires-python", out var range) == true
            && OldestPython().Match(range as string ?? "") is { Success: true } oldest)
        {
            options[Target] = RuffOptions.TargetOf(new Version(3, int.Parse(oldest.Groups["minor"].Value, CultureInfo.InvariantCulture)));
        }

        return options;
    }

    private static RuffConfiguration Of(string name, TomlTable table, string target)
    {
        List<string> leftOut = [];
        var prefix = name == ProjectFile ? "tool.ruff." : "";
        var options = Chosen(table, LeftOut, prefix, leftOut);
        CheckTaken(name, prefix, options, static option => Taken.Contains(option, StringComparer.Ordinal));
        if (TableIn(table, Lint) is { } lint)
        {
            var chosen = Chosen(lint, LeftOutOfLint, $"{prefix}{Lint}.", leftOut);
            CheckTaken(
                name,
                $"{prefix}{Lint}.",
                chosen,
                static option => TakenOfLint.Contains(option) || option.StartsWith(PluginPrefix, StringComparison.Ordinal));
            options[Lint] = chosen;
        }

        options.TryAdd(Target, target);
        return new RuffConfiguration(LinterConfiguration.Named(name, leftOut), name, options);
    }

    private static void CheckTaken(string name, string prefix, Dictionary<string, object?> options, Func<string, bool> isTaken)
    {
        if (options.Keys.FirstOrDefault(option => !isTaken(option)) is { } other)
        {
            throw LinterConfiguration.Refused(
                name,
                $"has the option {prefix}{other}, which is not taken{(other == "extend" ? ": no other file is read" : "")}",
                "Leave it out, or correct its name.");
        }
    }

    private static TomlTable? TableIn(TomlTable? table, string name) =>
        table is not null && table.TryGetValue(name, out var value) ? value as TomlTable : null;

    private static Dictionary<string, object?> Chosen(TomlTable table, FrozenSet<string> without, string prefix, List<string> leftOut)
    {
        leftOut.AddRange(table.Keys.Where(without.Contains).Select(key => prefix + key));
        return table.Where(option => !without.Contains(option.Key))
            .ToDictionary(static option => option.Key, static option => ValueOf(option.Value), StringComparer.Ordinal);
    }

    /// <summary>As a value of ruff's host (<see cref="RuffHost"/>). Of ruff's options none is a date.</summary>
    private static object? ValueOf(object? value) => value switch
    {
        TomlTable table => table.ToDictionary(static entry => entry.Key, static entry => ValueOf(entry.Value), StringComparer.Ordinal),
        TomlTableArray tables => tables.Select(static table => ValueOf(table)).ToList(),
        TomlArray array => array.Select(ValueOf).ToList(),
        long number => (double)number,
        bool or double or string => value,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>The lower bound of a range of versions (PEP 440).</summary>
    [GeneratedRegex(@"(>=|~=|==)\s*3\.(?<minor>\d{1,3})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OldestPython();
}

[TomlSerializable(typeof(TomlTable))]
internal sealed partial class TomlModel : TomlSerializerContext;
