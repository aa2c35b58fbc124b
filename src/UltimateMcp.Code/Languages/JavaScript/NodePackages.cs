using System.Collections.Immutable;
using System.Text.Json;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Code.Languages.JavaScript;

/// <summary>Reads a node_modules folder: each package is a folder with a package.json, or one in a folder <c>@SCOPE</c>.</summary>
internal static class NodePackages
{
    private const int LongestFile = 1024 * 1024;
    private static readonly string[] Dependencies = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

    public static PackageFolderContent Read(string folder)
    {
        var requested = DependenciesOf(Path.GetDirectoryName(folder.TrimEnd('/')) ?? "");
        var names = FolderEntries.NamesIn(folder).SelectMany(name => name.StartsWith('@')
            ? FolderEntries.NamesIn(Path.Combine(folder, name)).Select(inner => $"{name}/{inner}")
            : [name]);
        ImmutableArray<Package> packages = [.. names
            .Select(name => PackageIn(folder, name))
            .OfType<Package>()
            .Select(package => package with { IsRequested = requested.Contains(package.Name) })];
        return new PackageFolderContent(packages, [.. packages.Select(static package => package.Name)]);
    }

    /// <summary>What the project asks for, to which the folder belongs.</summary>
    private static HashSet<string> DependenciesOf(string project)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        using var json = ReadObject(Path.Combine(project, "package.json"));
        foreach (var kind in Dependencies)
        {
            if (json?.RootElement.TryGetProperty(kind, out var list) == true && list.ValueKind == JsonValueKind.Object)
            {
                names.UnionWith(list.EnumerateObject().Select(static member => member.Name));
            }
        }

        return names;
    }

    private static Package? PackageIn(string folder, string name)
    {
        using var json = ReadObject(Path.Combine(folder, name, "package.json"));
        if (json is null)
        {
            return null;
        }

        var hasVersion = json.RootElement.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.String;
        return new Package(name, hasVersion ? version.GetString() : null);
    }

    /// <summary>Null if it is not a file that holds a JSON object.</summary>
    private static JsonDocument? ReadObject(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > LongestFile)
            {
                return null;
            }

            var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json;
            }

            json.Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
