namespace UltimateMcp.EndToEnd.Harness;

/// <param name="parent">Null of a folder among the system's temporary ones.</param>
public sealed class TemporaryFolder(string? parent = null) : IDisposable
{
    private const string Prefix = "ultimate-mcp-test-";

    public string Path { get; } = parent is null
        ? Directory.CreateTempSubdirectory(Prefix).FullName
        : Directory.CreateDirectory(System.IO.Path.Combine(parent, Prefix + Guid.NewGuid())).FullName;

    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
