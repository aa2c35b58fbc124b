using System.Collections.Immutable;
using UltimateMcp.Primitives.Settings;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Code.Workspaces;

public static class WorkspaceSettings
{
    public static readonly FolderListSetting Folders = new()
    {
        Name = "WORKSPACE_FOLDERS", Default = [], ComputedDefault = "none",
        Description = $"Folders that programs may read, each at {Workspace.Root}/ and its last segment.",
    };

    public static readonly ImmutableArray<Setting> All = [Folders];

    /// <summary>What is wrong with the folders, one text each: two with one name, or one that is private.</summary>
    /// <param name="home">The server's own folder.</param>
    /// <param name="privateFolders">Folders that no program may see: the user's homes and the server's.</param>
    public static IEnumerable<string> FaultsOf(ImmutableArray<string> folders, string home, IReadOnlyList<string> privateFolders)
    {
        if (folders.IsEmpty)
        {
            yield break;
        }

        var places = PrivatePaths.Find(privateFolders);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            var workspace = new Workspace(folder);
            if (places.FaultOfShared(folder) is { } isPrivate)
            {
                yield return $"{folder} {isPrivate}";
            }
            else if (IsBelow(folder, home))
            {
                yield return $"{folder} is in the server's own folder {home}, which the code must not see";
            }
            else if (!names.Add(workspace.Name))
            {
                yield return $"two folders are named {workspace.Name}, and only one can be {workspace.Path}";
            }
        }
    }

    private static bool IsBelow(string folder, string home) =>
        RealPath.Of(folder) is { } real && RealPath.Of(home) is { } own && real.StartsWith(own + "/", StringComparison.Ordinal);
}

/// <summary>A folder of the host that programs may read.</summary>
/// <param name="Folder">Absolute path on the host, as the setting has it.</param>
public sealed record Workspace(string Folder)
{
    /// <summary>The folder in the sandbox that contains the workspaces.</summary>
    public const string Root = "/workspace";

    public string Name => System.IO.Path.GetFileName(Folder.TrimEnd('/'));

    /// <summary>Its path in the sandbox.</summary>
    public string Path => $"{Root}/{Name}";
}
