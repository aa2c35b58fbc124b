namespace UltimateMcp.Transcript;

/// <summary>What a user would have: a project's packages and a folder with data, beside a home for the server.</summary>
internal sealed class Surroundings : IDisposable
{
    public const string WorkspaceName = "shop";
    public const string PackageName = "greeting";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ultimate-mcp-try-");

    public Surroundings()
    {
        Write($"{WorkspaceName}/orders.csv", "order,total\n1,20\n2,35\n3,15\n4,60\n5,42\n");
        Write($"node_modules/{PackageName}/package.json", """{ "version": "1.0.0", "type": "module", "exports": "./main.js" }""");
        Write($"node_modules/{PackageName}/main.js", "export const greet = (name) => `Hello, ${name}!`;\n");
    }

    public Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["ULTIMATE_MCP_HOME"] = Path("home"),
        ["WORKSPACE_FOLDERS"] = Path(WorkspaceName),
        ["NODE_MODULES_FOLDER"] = Path("node_modules"),
    };

    public void Dispose() => _root.Delete(recursive: true);

    private string Path(string name) => System.IO.Path.Combine(_root.FullName, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), text);
    }
}
