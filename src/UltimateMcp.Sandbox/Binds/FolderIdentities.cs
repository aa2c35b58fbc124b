using System.Collections.Immutable;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>Which folders some paths lead to at one moment. What is in them may change.</summary>
public sealed class FolderIdentities
{
    private readonly ImmutableArray<(string Path, Access? Folder)> _folders;

    private FolderIdentities(ImmutableArray<(string Path, Access? Folder)> folders) => _folders = folders;

    public static FolderIdentities Of(IEnumerable<string> paths) => new([.. paths.Select(static path => (path, AccessOf(path)))]);

    /// <summary>Whether they lead to the same folders, with the same permissions.</summary>
    public bool AreSameFolders() => _folders.All(static folder => AccessOf(folder.Path) == folder.Folder);

    private static Access? AccessOf(string path) =>
        FileStatus.Of(path) is { } status ? new Access(status.Identity, status.Owner, status.Group, status.Mode) : null;

    private sealed record Access(FileIdentity Identity, uint Owner, uint Group, ushort Mode);
}
