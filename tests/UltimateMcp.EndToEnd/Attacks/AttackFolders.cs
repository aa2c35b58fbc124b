using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// The files of one attacked server: a copy of its build that any user can read, its home with a secret, and a folder for the outside
/// halves. The build under test may lie where only its builder can read.
/// </summary>
internal sealed class AttackFolders : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly Identity _identity;
    private readonly TemporaryFolder _root = new();

    public AttackFolders(Identity identity)
    {
        _identity = identity;
        File.SetUnixFileMode(_root.Path, Readable);
        var build = Path.Combine(_root.Path, "build");
        CopyFolder(Path.GetDirectoryName(ServerBinary.Path)!, build);
        Binary = Path.Combine(build, Path.GetFileName(ServerBinary.Path));
        Home = Folder("home", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Outside = Folder("outside", Readable);
        SecretFile = Path.Combine(Home, "secret");
        File.WriteAllText(SecretFile, AttackServer.SecretValue);
        File.SetUnixFileMode(SecretFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Own(SecretFile);
    }

    public string Binary { get; }

    public string Home { get; }

    public string Outside { get; }

    public string SecretFile { get; }

    public void Place(string name, string text) => Place(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Place(string name, byte[] content)
    {
        lock (_root)
        {
            var path = Path.Combine(Outside, name);
            if (!File.Exists(path))
            {
                // Two tests may want the same file at once, and one of them may already run it.
                File.WriteAllBytes(path + ".new", content);
                File.SetUnixFileMode(path + ".new", Readable);
                File.Move(path + ".new", path);
            }
        }
    }

    public void Dispose() => _root.Dispose();

    private string Folder(string name, UnixFileMode mode)
    {
        var path = Path.Combine(_root.Path, name);
        Directory.CreateDirectory(path, mode);
        Own(path);
        return path;
    }

    private void Own(string path)
    {
        if (Identities.IsRoot)
        {
            Identities.Own(path, _identity);
        }
    }

    private static void CopyFolder(string source, string target)
    {
        Directory.CreateDirectory(target, Readable);
        foreach (var file in Directory.GetFiles(source))
        {
            var copy = Path.Combine(target, Path.GetFileName(file));
            File.Copy(file, copy);
            File.SetUnixFileMode(copy, Readable);
        }

        foreach (var folder in Directory.GetDirectories(source))
        {
            CopyFolder(folder, Path.Combine(target, Path.GetFileName(folder)));
        }
    }
}
