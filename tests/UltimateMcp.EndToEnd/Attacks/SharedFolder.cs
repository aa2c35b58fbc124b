using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>A folder <c>data</c> that a user shares, in a home that nobody else can enter, with other files beside it.</summary>
internal sealed class SharedFolder : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly TemporaryFolder _root = new();
    private readonly Identity _identity;

    public SharedFolder(Identity identity)
    {
        _identity = identity;
        File.SetUnixFileMode(_root.Path, Readable);
        Directory.CreateDirectory(Home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Own(Home);
        MakeFolder(Data);
    }

    public string Data => $"{Home}/data";

    private string Home => _root.Combine("home");

    /// <param name="name">Relative to the home.</param>
    public string Place(string name, string text)
    {
        var path = $"{Home}/{name}";
        MakeFolder(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);

        // Only the mount keeps programs from writing.
        File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        Own(path);
        return path;
    }

    public void Dispose() => _root.Dispose();

    private void MakeFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            File.SetUnixFileMode(path, Readable);
            Own(path);
        }
    }

    private void Own(string path)
    {
        if (Identities.IsRoot)
        {
            Identities.Own(path, _identity);
        }
    }
}
