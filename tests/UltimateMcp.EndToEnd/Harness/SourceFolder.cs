namespace UltimateMcp.EndToEnd.Harness;

/// <summary>The repository that the tests were built from.</summary>
internal static class SourceFolder
{
    /// <param name="path">From the top of the repository.</param>
    public static string Combine(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "UltimateMcp.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No UltimateMcp.sln above the tests.");
        }

        return Path.Combine(folder.FullName, path);
    }
}
