using System.Collections.Immutable;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Code.Workspaces;

/// <summary>A workspace as it is now.</summary>
/// <param name="Bind">Null if it cannot be shown.</param>
/// <param name="Fault">Why it cannot be shown.</param>
public sealed record WorkspaceState(Workspace Workspace, ReadOnlyBind? Bind, string? Fault);

/// <summary>
/// The workspaces that the settings name. Each is looked through for what must be masked when it is first used, and
/// again after a while or when the folder itself is another one.
/// </summary>
/// <param name="privateFolders">Folders that no program may see.</param>
public sealed class WorkspaceCatalog(ImmutableArray<string> folders, IReadOnlyList<string> privateFolders, TimeProvider time)
{
    /// <summary>
    /// A socket or pipe that appears in a workspace can be used by programs for this long. Looking through a large folder
    /// takes some hundred milliseconds.
    /// </summary>
    internal static readonly TimeSpan ScanLifetime = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Scan? _scan;

    public ImmutableArray<Workspace> All { get; } = [.. folders.Select(static folder => new Workspace(folder))];

    public ImmutableArray<WorkspaceState> Read()
    {
        if (All.IsEmpty)
        {
            return [];
        }

        lock (_lock)
        {
            if (_scan is null || time.GetElapsedTime(_scan.At) > ScanLifetime || !_scan.Roots.AreSameFolders())
            {
                _scan = NewScan();
            }

            return _scan.Workspaces;
        }
    }

    private Scan NewScan()
    {
        // Taken first, so that a change during the scan causes another one.
        var roots = FolderIdentities.Of(All.Select(static workspace => workspace.Folder));
        var resolver = new BindResolver(PrivatePaths.Find(privateFolders), SandboxUser.OfServer);
        return new Scan(time.GetTimestamp(), roots, [.. All.Select(workspace => StateOf(workspace, resolver))]);
    }

    private static WorkspaceState StateOf(Workspace workspace, BindResolver resolver) =>
        resolver.FaultOfWholeFolder(workspace.Folder, workspace.Path, out var bind) is { } fault
            ? new WorkspaceState(workspace, null, fault)
            : new WorkspaceState(workspace, bind, null);

    /// <param name="At">Timestamp of the <see cref="TimeProvider"/>.</param>
    private sealed record Scan(long At, FolderIdentities Roots, ImmutableArray<WorkspaceState> Workspaces);
}
