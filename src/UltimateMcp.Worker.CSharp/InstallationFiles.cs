using System.Text;

namespace UltimateMcp.Worker.CSharp;

/// <summary>
/// The files of the .NET installation that this process runs on: the framework's folder, and libraries that are loaded
/// from elsewhere, such as the host's. Each entry is a kind, a space and a path, terminated by NUL.
/// </summary>
internal static class InstallationFiles
{
    internal static string List()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var list = new StringBuilder().Append("folder ").Append(framework).Append('\0');
        foreach (var file in LoadedLibraries().Where(file => !file.StartsWith(framework + "/", StringComparison.Ordinal)))
        {
            list.Append("file ").Append(file).Append('\0');
        }

        return list.ToString();
    }

    /// <summary>Executable mappings of proc_pid_maps(5), whose sixth field is the path.</summary>
    private static IEnumerable<string> LoadedLibraries() => File.ReadLines("/proc/self/maps")
        .Select(static line => line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries))
        .Where(static fields => fields.Length == 6 && fields[1].Contains('x', StringComparison.Ordinal) && fields[5].StartsWith('/'))
        .Select(static fields => fields[5])
        .Where(File.Exists)
        .Distinct(StringComparer.Ordinal);
}
