namespace UltimateMcp.Tests.Rules;

/// <param name="Path">From the top of the repository, with slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string Extension => System.IO.Path.GetExtension(Path);

    public IEnumerable<(int Number, string Text)> Lines => Text.Split('\n').Select((line, index) => (index + 1, line));

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);
}

/// <summary>The repository that the tests were built from, as far as people wrote it.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> NotWritten = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".vscode", ".idea", "artifacts", "bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts",
    };

    private static readonly HashSet<string> TextExtensions = new(StringComparer.Ordinal)
    {
        "", ".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".txt",
        ".sh", ".py", ".js", ".cjs", ".mjs", ".ts", ".ps1", ".yml", ".yaml", ".editorconfig", ".apparmor",
    };

    private static readonly Lazy<IReadOnlyList<SourceFile>> Files = new(() => [.. Read(Root())]);

    public static IReadOnlyList<SourceFile> All => Files.Value;

    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "UltimateMcp.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No UltimateMcp.sln above {AppContext.BaseDirectory}.");
    }

    private static IEnumerable<SourceFile> Read(string root)
    {
        var folders = new Stack<DirectoryInfo>([new DirectoryInfo(root)]);
        while (folders.TryPop(out var folder))
        {
            foreach (var inner in folder.EnumerateDirectories()
                .Where(inner => inner.LinkTarget is null && !NotWritten.Contains(inner.Name)))
            {
                folders.Push(inner);
            }

            foreach (var file in folder.EnumerateFiles().Where(file => file.LinkTarget is null && TextExtensions.Contains(file.Extension)))
            {
                yield return new SourceFile(Path.GetRelativePath(root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName));
            }
        }
    }
}
