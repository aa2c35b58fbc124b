namespace UltimateMcp.Caching;

/// <summary>Work in progress that several calls wait for.</summary>
#pragma warning disable CA1001 // The token source has no timer or wait handle to free, and may still be cancelled late.
internal sealed class SharedWork<TResult>
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _abandoned = new();

    public SharedWork(Func<SharedWork<TResult>, CancellationToken, Task<CacheEntry<TResult>>> work) => Result = StartAsync(work);

    public Task<CacheEntry<TResult>> Result { get; }

    /// <summary>Number of waiting calls; guarded by the cache's lock.</summary>
    public int Waiting { get; set; }

    /// <summary>Returns when the work has ended in any way, or when the token is cancelled. Does not throw.</summary>
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
        // The constructor runs under the cache's lock; the work must not.
        await Task.Yield();
        return await work(this, _abandoned.Token);
    }
}
