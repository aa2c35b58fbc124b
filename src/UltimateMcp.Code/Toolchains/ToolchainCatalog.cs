using System.Collections.Concurrent;
using UltimateMcp.Code.Languages;

namespace UltimateMcp.Code.Toolchains;

/// <summary>The interpreters of this machine. Each is looked for once, by the first who asks; one that was not found is looked for again at the next need.</summary>
public sealed class ToolchainCatalog
{
    private readonly ToolchainSearch _search;
    private readonly ConcurrentDictionary<string, Lazy<Task<ToolchainState>>> _found = new(StringComparer.Ordinal);

    /// <param name="searchPath">The server's PATH.</param>
    /// <param name="privateFolders">Folders that no binding may show: the user's home and the server's.</param>
    public ToolchainCatalog(string searchPath, IReadOnlyList<string> privateFolders) =>
        _search = new ToolchainSearch(new ToolchainAccess(Environment.IsPrivilegedProcess, privateFolders), searchPath);

    public async Task<ToolchainState> FindAsync(Language language, CancellationToken cancellationToken)
    {
        // The search belongs to all who wait for it, so no single caller's token ends it; it is bounded by its own time.
        var search = _found.GetOrAdd(language.Name, _ => new Lazy<Task<ToolchainState>>(() => _search.FindAsync(language.Toolchain, CancellationToken.None)));
        try
        {
            var state = await search.Value.WaitAsync(cancellationToken);
            if (state.Toolchain is null)
            {
                _found.TryRemove(KeyValuePair.Create(language.Name, search));
            }

            return state;
        }
        catch (Exception) when (search.Value.IsFaulted)
        {
            _found.TryRemove(KeyValuePair.Create(language.Name, search));
            throw;
        }
    }
}
