using System.Collections.Concurrent;

namespace UltimateMcp.Code.Toolchains;

/// <summary>
/// Searches for an interpreter that are under way. Languages that differ by what ships with the server share one: an interpreter
/// takes longer to start than all else of a search.
/// </summary>
internal sealed class RunningSearches
{
    private readonly ConcurrentDictionary<ToolchainRequirement, Lazy<Task<ToolchainState>>> _searches = new();

    /// <summary>The result of a search for this interpreter: of one that is under way, else of <paramref name="search"/>.</summary>
    internal async Task<ToolchainState> JoinAsync(ToolchainRequirement requirement, Func<Task<ToolchainState>> search)
    {
        // The query of a language's own program is another array, and so the requirement another one.
        var interpreter = requirement with { Shipped = [] };
        var joined = _searches.GetOrAdd(interpreter, _ => new Lazy<Task<ToolchainState>>(search));
        try
        {
            return await joined.Value;
        }
        finally
        {
            _searches.TryRemove(KeyValuePair.Create(interpreter, joined));
        }
    }
}
