using UltimateMcp.Code.Workspaces;

namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>Whether programs can read a workspace.</summary>
internal static class WorkspaceCheck
{
    private const string Name = "workspace";

    public static Check Evaluate(WorkspaceState state) => state.Fault is { } fault
        ? Check.Bad(Name, $"{state.Workspace.Path}: {fault}", $"Change that, or remove the folder from {WorkspaceSettings.Folders.Name}.")
        : Check.Good(Name, $"{state.Workspace.Path}, from {state.Workspace.Folder}");
}
