using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// A real Python installed where a user or a project would have it: a copy of the system's file, with a library of its
/// own or without one, and private files around. Readable by the sandbox's user whoever runs the server, so that
/// nothing but the sandbox hides them.
/// </summary>
internal sealed class InstalledPython : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    // Large, and needed by no act.
    private static readonly string[] LeftOut =
    [
        "__pycache__", "test", "idlelib", "lib2to3", "tkinter", "pydoc_data", "ensurepip", "site-packages", "dist-packages",
    ];

    private readonly TemporaryFolder _root = new();
    private readonly Identity _identity;

    /// <param name="prefix">Below a folder of its own, such as <c>user/.local</c>.</param>
    public InstalledPython(Identity identity, string prefix, bool withLibrary)
    {
        _identity = identity;
        File.SetUnixFileMode(_root.Path, Readable);
        var system = File.ResolveLinkTarget("/usr/bin/python3", returnFinalTarget: true)!.FullName;
        Prefix = _root.Combine(prefix);
        Executable = $"{Prefix}/bin/python3";
        Library = $"{Prefix}/lib/{Path.GetFileName(system)}";
        MakeFolder($"{Prefix}/bin");
        File.Copy(system, Executable);
        Finish(Executable);
        if (withLibrary)
        {
            CopyFolder($"/usr/lib/{Path.GetFileName(system)}", Library);
        }
    }

    public string Prefix { get; }

    public string Executable { get; }

    public string Library { get; }

    public string Root => _root.Path;

    public string SearchPath => $"{Prefix}/bin:/usr/bin:/bin";

    /// <summary>Path of a private file, relative to the root.</summary>
    public string Place(string name)
    {
        var path = _root.Combine(name);
        MakeFolder(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, AttackServer.SecretValue);
        Finish(path);
        return path;
    }

    public string Link(string name, string target)
    {
        var path = _root.Combine(name);
        File.CreateSymbolicLink(path, target);
        return path;
    }

    public void Dispose() => _root.Dispose();

    private void CopyFolder(string source, string target)
    {
        MakeFolder(target);
        foreach (var file in Directory.GetFiles(source))
        {
            var copy = Path.Combine(target, Path.GetFileName(file));
            File.Copy(file, copy);
            Finish(copy);
        }

        foreach (var folder in Directory.GetDirectories(source))
        {
            var name = Path.GetFileName(folder);
            if (!LeftOut.Contains(name, StringComparer.Ordinal) && !name.StartsWith("config-", StringComparison.Ordinal))
            {
                CopyFolder(folder, Path.Combine(target, name));
            }
        }
    }

    private void MakeFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            MakeFolder(Path.GetDirectoryName(path)!);
            Directory.CreateDirectory(path);
            Finish(path);
        }
    }

    private void Finish(string path)
    {
        File.SetUnixFileMode(path, Readable);
        if (Identities.IsRoot)
        {
            Identities.Own(path, _identity);
        }
    }
}
