using Microsoft.CodeAnalysis.Text;

namespace UltimateMcp.Worker.CSharp.Compiling;

/// <summary>A source file of the program.</summary>
/// <param name="Path">Absolute path, which debug information and stack traces show.</param>
internal sealed record SourceFile(string Path, SourceText Text);

/// <summary>The program's sources: the main file, and the C# files that the caller put beside it.</summary>
internal static class SourceFiles
{
    internal const string Folder = "/scratch";
    internal const string MainName = "Main.cs";
    internal const string MainFile = Folder + "/" + MainName;

    /// <summary>The main file is the first.</summary>
    internal static IReadOnlyList<SourceFile> Read() =>
    [
        Read(MainFile),
        .. FilesBelow(Folder).Where(static path => path != MainFile).Order(StringComparer.Ordinal).Select(Read),
    ];

    private static SourceFile Read(string path)
    {
        using var file = File.OpenRead(path);
        return new SourceFile(path, SourceText.From(file, checksumAlgorithm: SourceHashAlgorithm.Sha256));
    }

    /// <summary>As the SDK's default items: hidden folders, <c>bin</c> and <c>obj</c> are left out.</summary>
    private static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs").Concat(
            Directory.EnumerateDirectories(folder)
                .Where(static path => Path.GetFileName(path) is not ("bin" or "obj") and not ['.', ..])
                .SelectMany(FilesBelow));
}
