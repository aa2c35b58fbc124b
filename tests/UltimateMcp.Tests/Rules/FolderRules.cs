using System.Text.RegularExpressions;

namespace UltimateMcp.Tests.Rules;

/// <summary>
/// What each folder of a project in <c>src</c> may use of the project's other folders, from the bottom up; <c>""</c> is
/// the top of the project, whose types every folder may use. A folder that is not listed here may use nothing.
/// </summary>
internal static class FolderRules
{
    public static readonly Dictionary<string, Dictionary<string, string[]>> Tables = new(StringComparer.Ordinal)
    {
        ["UltimateMcp.Server"] = new(StringComparer.Ordinal)
        {
            ["Calls"] = [],
            ["Resources"] = [],
            ["Tools"] = ["Calls", "Resources"],
            ["Hosting"] = ["Calls", "Resources", "Tools"],
            ["Cli"] = ["Calls", "Hosting"],
            [""] = ["Cli", "Hosting"],
        },
        ["UltimateMcp.Code"] = new(StringComparer.Ordinal)
        {
            ["Output"] = [],
            ["Limits"] = [],
            ["Toolchains"] = [],
            ["Workspaces"] = [],
            ["Linters"] = ["Limits", "Toolchains"],
            ["Languages"] = ["Limits", "Linters", "Toolchains"],
            ["Records"] = ["Languages", "Linters", "Output"],
            ["Running"] = ["Languages", "Limits", "Output", "Records", "Toolchains", "Workspaces"],
            ["Linting"] = ["Languages", "Linters", "Output", "Records", "Running"],
            ["Testing"] = ["Languages", "Limits", "Output", "Records", "Running", "Toolchains", "Workspaces"],
            ["Checking"] = ["Linters", "Linting", "Records", "Testing"],
            [""] = [],
        },
        ["UltimateMcp.Worker.CSharp"] = new(StringComparer.Ordinal)
        {
            ["Compiling"] = [],
            ["Running"] = ["Compiling"],
            ["Linting"] = ["Compiling"],
            ["Testing"] = ["Compiling"],
            [""] = ["Compiling", "Linting", "Running", "Testing"],
        },
        ["UltimateMcp.Sandbox"] = new(StringComparer.Ordinal)
        {
            ["Setup"] = [],
            ["Seccomp"] = [],
            ["Binds"] = [],
            ["Cgroups"] = [],
            ["Spawning"] = [],
            ["Policy"] = ["Binds", "Seccomp"],
            ["Scratch"] = ["Binds", "Policy"],
            ["Running"] = ["Cgroups", "Policy", "Scratch", "Setup", "Spawning"],
            ["Isolation"] = ["Binds", "Cgroups", "Policy", "Running", "Seccomp", "Setup"],
            ["Pool"] = ["Isolation", "Policy", "Running"],
            [""] = ["Isolation", "Policy", "Pool", "Running", "Seccomp", "Spawning"],
        },
        ["UltimateMcp.Caching"] = new(StringComparer.Ordinal) { [""] = [] },
        ["UltimateMcp.Linux"] = new(StringComparer.Ordinal) { [""] = [] },
        ["UltimateMcp.Primitives"] = new(StringComparer.Ordinal) { ["Settings"] = [], [""] = [] },
    };

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(5);

    /// <returns>One line for each use of a folder that the table does not allow.</returns>
    public static IEnumerable<string> Edges(IEnumerable<SourceFile> files)
    {
        foreach (var project in ByProject(files))
        {
            var table = Tables.GetValueOrDefault(project.Key, []);
            var types = project.ToLookup(file => FolderOf(file, project.Key), file => TypeDeclarations.In(file.Text));
            foreach (var file in project)
            {
                var folder = FolderOf(file, project.Key);
                var allowed = table.GetValueOrDefault(folder, []);
                foreach (var used in Uses(file, project.Key, types)
                    .Where(used => used != folder && !allowed.Contains(used, StringComparer.Ordinal)))
                {
                    yield return $"{file.Path}: {(folder.Length == 0 ? "the top" : folder)} may not use {used}.";
                }
            }
        }
    }

    /// <summary>Folders with code that have no row: nothing would watch over them.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<SourceFile> files) =>
        from project in ByProject(files)
        from folder in project.Select(file => FolderOf(file, project.Key)).Distinct(StringComparer.Ordinal)
        where !Tables.GetValueOrDefault(project.Key, []).ContainsKey(folder)
        select $"{project.Key}/{folder} has no row in {nameof(FolderRules)}.";

    /// <summary>Projects whose table allows two folders to use each other, directly or through others.</summary>
    public static IEnumerable<string> Circles(Dictionary<string, Dictionary<string, string[]>> tables)
    {
        foreach (var (project, table) in tables)
        {
            var left = table.ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);
            while (left.Keys.FirstOrDefault(folder => !left[folder].Any(left.ContainsKey)) is { } bottom)
            {
                left.Remove(bottom);
            }

            if (left.Count > 0)
            {
                yield return $"{project}: {string.Join(", ", left.Keys)} use each other.";
            }
        }
    }

    private static IEnumerable<IGrouping<string, SourceFile>> ByProject(IEnumerable<SourceFile> files) => files
        .Where(file => file.IsUnder("src") && file.Extension == ".cs")
        .GroupBy(file => file.Path.Split('/')[1], StringComparer.Ordinal);

    /// <summary>Folders whose namespace the file names, whole or from the project's own on.</summary>
    private static IEnumerable<string> Uses(SourceFile file, string project, ILookup<string, IReadOnlyList<string>> types)
    {
        var ownName = project[(project.IndexOf('.', StringComparison.Ordinal) + 1)..];
        foreach (var folder in types.Select(folder => folder.Key).Where(folder => folder.Length > 0))
        {
            var declared = string.Join('|', types[folder].SelectMany(names => names).Distinct(StringComparer.Ordinal));
            var isNamed = Matches(file.Text, $@"(?<![\w.])(UltimateMcp\.)?{ownName}\.{folder}\b")
                || (declared.Length > 0 && Matches(file.Text, $@"(?<![\w.]){folder}\.(\w+\.)*({declared})\b"));
            if (isNamed)
            {
                yield return folder;
            }
        }
    }

    private static bool Matches(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.None, MatchTimeout);

    private static string FolderOf(SourceFile file, string project)
    {
        var inside = file.Path[("src/".Length + project.Length + 1)..];
        var slash = inside.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : inside[..slash];
    }
}
