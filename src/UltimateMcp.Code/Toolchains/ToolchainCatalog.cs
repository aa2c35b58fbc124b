using System.Collections.Concurrent;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Code.Toolchains;

/// <summary>
/// The interpreters of this machine. Each is looked for once, by the first who asks; one that was not found, or whose files have changed,
/// is looked for again at the next need.
/// </summary>
public sealed class ToolchainCatalog
{
    private readonly string _searchPath;
    private readonly IReadOnlyList<string> _privateFolders;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<ToolchainRequirement, Lazy<Task<ToolchainState>>> _found = new(ReferenceEqualityComparer.Instance);

    /// <param name="searchPath">The server's PATH.</param>
    /// <param name="privateFolders">Folders that no program may see: the homes of the server's user, and the server's own.</param>
    public ToolchainCatalog(string searchPath, IReadOnlyList<string> privateFolders, TimeProvider time) =>
        (_searchPath, _privateFolders, _time) = (searchPath, privateFolders, time);

    /// <summary>As it is now.</summary>
    public Task<ToolchainState> FindAsync(ToolchainRequirement requirement, CancellationToken cancellationToken) => FindAsync(requirement, TimeSpan.Zero, cancellationToken);

    /// <param name="tolerance">For how long a look at the files of an interpreter is good enough.</param>
    public async Task<ToolchainState> FindAsync(ToolchainRequirement requirement, TimeSpan tolerance, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The search belongs to all who wait for it, so no single caller's token ends it; it is bounded by its own time.
            var isNew = false;
            var search = _found.GetOrAdd(requirement, _ =>
            {
                isNew = true;
                return new Lazy<Task<ToolchainState>>(() => NewSearch().FindAsync(requirement, CancellationToken.None));
            });
            try
            {
                var state = await search.Value.WaitAsync(cancellationToken);
                var isCurrent = isNew || state.Toolchain?.Files?.IsUnchanged(tolerance, _time) != false;
                if (state.Toolchain is null || !isCurrent)
                {
                    _found.TryRemove(KeyValuePair.Create(requirement, search));
                }

                if (isCurrent)
                {
                    return state;
                }
            }
            catch (Exception) when (search.Value.IsFaulted)
            {
                _found.TryRemove(KeyValuePair.Create(requirement, search));
                throw;
            }
        }
    }

    /// <summary>Which places are private is looked at each time: homes and mounts come and go.</summary>
    private ToolchainSearch NewSearch() =>
        new(new BindResolver(PrivatePaths.Find(_privateFolders), Environment.IsPrivilegedProcess), _searchPath);
}
