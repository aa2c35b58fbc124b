using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace UltimateMcp.Tests.Rules;

/// <summary>Which projects and packages a project may use, as the architecture says. Each rule returns one line a breach.</summary>
internal static class EdgeRules
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(5);

    private const string Server = "src/UltimateMcp.Server";

    /// <summary>Projects of <c>src</c>, and those that each may refer to.</summary>
    private static readonly Dictionary<string, string[]> Projects = new(StringComparer.Ordinal)
    {
        ["UltimateMcp.Server"] =
        [
            "UltimateMcp.Caching", "UltimateMcp.Code", "UltimateMcp.Linux", "UltimateMcp.Primitives", "UltimateMcp.Sandbox",
        ],
        ["UltimateMcp.Code"] = ["UltimateMcp.Caching", "UltimateMcp.Primitives", "UltimateMcp.Sandbox"],
        ["UltimateMcp.Sandbox"] = ["UltimateMcp.Linux", "UltimateMcp.Primitives"],
        ["UltimateMcp.Caching"] = ["UltimateMcp.Primitives"],
        ["UltimateMcp.Linux"] = [],
        ["UltimateMcp.Primitives"] = [],

        // A program of its own, of which no other project uses code.
        ["UltimateMcp.Worker.CSharp"] = [],
    };

    private static readonly string[] KnowTheProtocol = ["Hosting", "Cli", "Calls", "Resources", "Tools"];

    /// <summary>Packages that only the server may use, and their namespaces.</summary>
    private static readonly string[] ServersPackages =
    [
        "ModelContextProtocol", "Microsoft.Extensions.Hosting", "Serilog", "System.CommandLine",
    ];

    public static IEnumerable<string> ProjectEdges(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsUnder("src") && file.Extension == ".csproj"
        let project = Path.GetFileNameWithoutExtension(file.Path)
        from used in Includes(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
        where !Projects.GetValueOrDefault(project, []).Contains(used, StringComparer.Ordinal)
        select $"{file.Path}: {project} may not use {used}.";

    /// <summary>Projects that have no row: nothing would watch over them.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<SourceFile> files) => files
        .Where(file => file.IsUnder("src") && file.Extension == ".csproj")
        .Select(file => Path.GetFileNameWithoutExtension(file.Path))
        .Except(Projects.Keys, StringComparer.Ordinal)
        .Select(name => $"{name} has no row in {nameof(EdgeRules)}.");

    public static IEnumerable<string> ProtocolInDomain(IEnumerable<SourceFile> files)
    {
        foreach (var file in files.Where(file => file.IsUnder("src")))
        {
            var used = file.Extension switch
            {
                ".cs" => ServersPackages.Where(package => Names(file.Text, package)),
                ".csproj" => Includes(file, "PackageReference")
                    .Where(include => ServersPackages.Any(package => IsPackage(include, package))),
                _ => [],
            };
            foreach (var package in used.Where(package => !MayUse(file, package)))
            {
                yield return $"{file.Path} may not use {package}.";
            }
        }
    }

    private static bool MayUse(SourceFile file, string package) =>
        file.IsUnder(Server)
        && (file.Extension == ".csproj"
            || package != "ModelContextProtocol"
            || KnowTheProtocol.Contains(FolderOf(file), StringComparer.Ordinal));

    private static bool Names(string text, string package) =>
        Regex.IsMatch(
            text, $@"(?<![\w.""/-]){Regex.Escape(package)}\b(?!\.Abstractions)[\w.]*(;|\.[A-Z])", RegexOptions.None, MatchTimeout);

    private static bool IsPackage(string include, string package) =>
        include == package || include.StartsWith(package + ".", StringComparison.Ordinal);

    private static string FolderOf(SourceFile file)
    {
        var inside = file.Path[(Server.Length + 1)..];
        return inside.Contains('/', StringComparison.Ordinal) ? inside[..inside.IndexOf('/', StringComparison.Ordinal)] : "";
    }

    private static IEnumerable<string> Includes(SourceFile project, string element) =>
        XDocument.Parse(project.Text).Descendants(element).Select(reference => reference.Attribute("Include")?.Value).OfType<string>();
}
