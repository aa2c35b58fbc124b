using System.Collections.Immutable;

namespace UltimateMcp.Code.Workspaces;

/// <summary>Hints about files of the host.</summary>
internal static class WorkspaceHints
{
    /// <param name="isSuccess">The program exited with 0.</param>
    public static IEnumerable<string> For(string code, bool isSuccess, ImmutableArray<WorkspaceState> workspaces)
    {
        foreach (var (workspace, _, fault) in workspaces)
        {
            if (fault is not null && code.Contains(workspace.Path, StringComparison.Ordinal))
            {
                yield return $"{workspace.Path} was not there: {fault}.";
            }
            else if (!isSuccess && code.Contains(workspace.Folder, StringComparison.Ordinal))
            {
                yield return $"Programs find {workspace.Folder} at {workspace.Path}.";
            }
        }
    }
}
