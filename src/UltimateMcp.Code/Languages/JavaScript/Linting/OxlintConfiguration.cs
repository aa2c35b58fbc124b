using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using UltimateMcp.Code.Linters;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Languages.JavaScript.Linting;

/// <summary>
/// A <c>.oxlintrc.json</c> among the caller's files. A key is taken, or left out because it says nothing about one text, and then
/// named; any other is refused: it may load code, or read other files.
/// </summary>
/// <param name="Name">The file, and what was left out of it.</param>
/// <param name="Content">What oxlint gets.</param>
internal sealed record OxlintConfiguration(string Name, ReadOnlyMemory<byte> Content)
{
    private const string File = ".oxlintrc.json";
    private const string Plugins = "plugins";
    private const string Overrides = "overrides";

    private static readonly FrozenSet<string> Taken =
        FrozenSet.Create(StringComparer.Ordinal, "categories", "env", "globals", Overrides, Plugins, "rules", "settings");

    private static readonly FrozenSet<string> TakenOfOverride =
        FrozenSet.Create(StringComparer.Ordinal, "env", "excludeFiles", "files", "globals", Plugins, "rules");

    private static readonly FrozenSet<string> LeftOut = FrozenSet.Create(StringComparer.Ordinal, "$schema", "ignorePatterns");

    /// <summary>Those that ship with oxlint.</summary>
    private static readonly FrozenSet<string> KnownPlugins = FrozenSet.Create(
        StringComparer.Ordinal,
        "eslint", "import", "jest", "jsdoc", "jsx-a11y", "nextjs", "node", "oxc", "promise", "react", "react-perf", "typescript",
        "unicorn", "vitest", "vue");

    /// <summary>Files that would have oxlint pass over the code.</summary>
    private static readonly FrozenSet<string> IgnoreFiles =
        FrozenSet.Create(StringComparer.Ordinal, ".eslintignore", ".gitignore", ".oxlintignore", ".ignore");

    /// <summary>Null if there is none among the files.</summary>
    /// <exception cref="CodeException">It is not JSON, or has a key that is not taken.</exception>
    public static OxlintConfiguration? Find(ImmutableArray<ScratchFile> files)
    {
        if (LinterConfiguration.Find(files, File) is not { } file)
        {
            return null;
        }

        var json = LinterConfiguration.ParseJson(File, file.Content);
        Check(json, Taken, "");
        foreach (var one in json[Overrides] as JsonArray ?? [])
        {
            Check(one as JsonObject ?? throw Refused($"has in {Overrides} what is no object"), TakenOfOverride, $"{Overrides}: ");
        }

        var name = LinterConfiguration.LeaveOut(json, LeftOut, File);
        return new OxlintConfiguration(name, Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    public static ImmutableArray<ScratchFile> WithoutIgnoreFiles(ImmutableArray<ScratchFile> files) =>
        files.RemoveAll(static file => IgnoreFiles.Contains(Path.GetFileName(file.Path.Value)));

    private static void Check(JsonObject options, FrozenSet<string> taken, string where)
    {
        if (options.Select(static option => option.Key).FirstOrDefault(key => !taken.Contains(key) && !LeftOut.Contains(key)) is { } other)
        {
            var why = other switch
            {
                "extends" => ": no other file is read",
                "jsPlugins" => ": a plugin is code, and linting runs none",
                _ => "",
            };
            throw Refused($"has the key {where}{other}, which is not taken{why}");
        }

        foreach (var plugin in options[Plugins] as JsonArray ?? [])
        {
            if (plugin is not JsonValue value || !value.TryGetValue(out string? name) || !KnownPlugins.Contains(name))
            {
                throw Refused($"has the plugin {plugin?.ToJsonString() ?? "null"}, which does not ship with oxlint");
            }
        }
    }

    public static CodeException Refused(string problem) =>
        LinterConfiguration.Refused(File, problem, "Leave it out, or correct its name.");
}
