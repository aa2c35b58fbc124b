namespace UltimateMcp.Caching;

/// <summary>Work that several calls wait for.</summary>
#pragma warning disable CA1001 // The token source has no timer and no wait handle to free, and a late caller may still cancel it.
internal sealed class SharedWork<TResult>
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _abandoned = new();

    public SharedWork(Func<SharedWork<TResult>, CancellationToken, Task<CacheEntry<TResult>>> work) => Result = StartAsync(work);

    public Task<CacheEntry<TResult>> Result { get; }

    /// <summary>Calls that wait; guarded by the cache's lock.</summary>
    public int Waiting { get; set; }

    /// <summary>Returns when the work has ended, in whatever way, or when the token is cancelled; tells nothing of the result.</summary>
    public async Task EndsAsync(CancellationToken cancellationToken) =>
        await ((Task)Result).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Cancels the work and returns when it has ended.</summary>
    public async Task CancelAsync()
    {
        await _abandoned.CancelAsync();
        await EndsAsync(CancellationToken.None);
    }

    private async Task<CacheEntry<TResult>> StartAsync(Func<SharedWork<TResult>, CancellationToken, Task<CacheEntry<TResult>>> work)
    {
        // Made under the cache's lock: nothing of the work may run in there.
        await Task.Yield();
        return await work(this, _abandoned.Token);
    }
}
