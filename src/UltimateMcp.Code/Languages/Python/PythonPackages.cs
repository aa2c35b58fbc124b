using System.Collections.Immutable;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Code.Languages.Python;

/// <summary>
/// Reads a site-packages folder by the names in it: <c>NAME-VERSION.dist-info</c> (Recording installed projects,
/// packaging.python.org) or <c>.egg-info</c>, and what can be imported from it.
/// </summary>
internal static class PythonPackages
{
    private static readonly string[] Records = [".dist-info", ".egg-info"];
    private static readonly string[] Modules = [".py", ".so"];

    public static PackageFolderContent Read(string folder)
    {
        var packages = ImmutableArray.CreateBuilder<Package>();
        var modules = ImmutableArray.CreateBuilder<string>();
        foreach (var name in FolderEntries.NamesIn(folder))
        {
            if (Array.Find(Records, end => name.EndsWith(end, StringComparison.Ordinal)) is { } end)
            {
                var parts = name[..^end.Length].Split('-');
                packages.Add(new Package(parts[0], parts.Length > 1 ? parts[1] : null)
                {
                    IsRequested = File.Exists(Path.Combine(folder, name, "REQUESTED")),
                });
            }
            else if (ModuleName(folder, name) is { } module)
            {
                modules.Add(module);
            }
        }

        return new PackageFolderContent(packages.ToImmutable(), modules.ToImmutable());
    }

    private static string? ModuleName(string folder, string name)
    {
        var stem = name.Split('.')[0];
        var isModule = name == stem
            ? Directory.Exists(Path.Combine(folder, name))
            : Array.Exists(Modules, end => name.EndsWith(end, StringComparison.Ordinal));
        return isModule && stem is not ("" or "__pycache__") && stem.All(static letter => char.IsLetterOrDigit(letter) || letter == '_')
            ? stem
            : null;
    }
}
