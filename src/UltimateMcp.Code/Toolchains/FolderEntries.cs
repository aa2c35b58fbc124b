namespace UltimateMcp.Code.Toolchains;

internal static class FolderEntries
{
    /// <summary>The names in a folder, sorted; hidden ones are left out. Empty if it cannot be read.</summary>
    internal static IReadOnlyList<string> NamesIn(string folder)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(folder).EnumerateFileSystemInfos()
                    .Select(static entry => entry.Name)
                    .Where(static name => name[0] != '.')
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
