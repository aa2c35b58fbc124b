using System.Collections.Concurrent;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Code.Toolchains;

/// <summary>
/// The interpreters of this machine. Each is searched for on first use, and again if it was not found or its files have
/// changed.
/// </summary>
public sealed class ToolchainCatalog(ToolchainOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<ToolchainRequirement, Lazy<Task<ToolchainState>>> _found =
        new(ReferenceEqualityComparer.Instance);

    private readonly RunningSearches _running = new();

    /// <summary>Always checks the files of the interpreter.</summary>
    public Task<ToolchainState> FindAsync(ToolchainRequirement requirement, CancellationToken cancellationToken) =>
        FindAsync(requirement, TimeSpan.Zero, cancellationToken);

    /// <param name="maximumAge">A check of the interpreter's files younger than this is not repeated.</param>
    public async Task<ToolchainState> FindAsync(ToolchainRequirement requirement, TimeSpan maximumAge, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The search is shared, so a caller's token does not cancel it; it has its own timeout.
            var isNew = false;
            var search = _found.GetOrAdd(requirement, _ =>
            {
                isNew = true;
                return new Lazy<Task<ToolchainState>>(() => NewSearch().FindAsync(requirement, CancellationToken.None));
            });
            try
            {
                var state = await search.Value.WaitAsync(cancellationToken);
                var isCurrent = isNew || state.Toolchain?.Files?.IsUnchanged(maximumAge, time) != false;
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

    /// <summary>Private places are looked up each time: homes and mounts change.</summary>
    private ToolchainSearch NewSearch() =>
        new(new BindResolver(PrivatePaths.Find(options.PrivateFolders), SandboxUser.OfServer), options, _running);
}
