using Microsoft.Extensions.Caching.Memory;

namespace UltimateMcp.Caching;

/// <summary>
/// Caches results by key, so that identical work is done once.
/// <list type="bullet">
/// <item>A call whose result is cached gets it, with its age.</item>
/// <item>A call that finds the same work in progress joins it. The work belongs to no particular call: it is cancelled
/// when the last waiting call is cancelled, and that call waits until the work has ended.</item>
/// <item>Only a result that may be stored is shared. If the work fails or its result may not be stored, each call that
/// joined does the work itself.</item>
/// </list>
/// At most <see cref="CacheOptions.Size"/> results and <see cref="ResultCache.MaximumBytes"/> are kept; the least
/// recently used are evicted.
/// </summary>
/// <typeparam name="TResult">Must be immutable: all callers get the same object.</typeparam>
public sealed class ResultCache<TResult> : IDisposable
    where TResult : class
{
    // Compaction sorts all entries by last use; evicting a twentieth at once keeps it rare.
    private const double CompactionShare = 0.05;

    private readonly CacheOptions _options;
    private readonly TimeProvider _time;
    private readonly MemoryCache _results;
    private readonly Dictionary<string, SharedWork<TResult>> _inProgress = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _hits;
    private long _misses;

    public ResultCache(CacheOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;

        // MemoryCache has one size limit, used for bytes. It would drop the new entry when full, so entries are counted here.
        _results = new MemoryCache(new MemoryCacheOptions
        {
            SizeLimit = ResultCache.MaximumBytes, TrackStatistics = true, Clock = new CacheClock(time),
        });
    }

    private long Bytes => _results.GetCurrentStatistics()!.CurrentEstimatedSize!.Value;

    /// <summary>The cached result, or null.</summary>
    public CacheAnswer<TResult>? Find(string key)
    {
        lock (_lock)
        {
            return _results.TryGetValue(key, out Stored? stored) ? Hit(stored!) : null;
        }
    }

    /// <summary>Gets the result from the cache, from work in progress, or by doing the work.</summary>
    /// <param name="fresh">Do the work even if the result is cached, and replace it.</param>
    /// <param name="work">Its token is cancelled when no call waits for the result any more.</param>
    public async Task<CacheAnswer<TResult>> GetOrCreateAsync(
        string key, bool fresh, Func<CancellationToken, Task<CacheEntry<TResult>>> work, CancellationToken cancellationToken)
    {
        if (fresh || !_options.Enabled)
        {
            return await DoAloneAsync(key, work, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        SharedWork<TResult>? shared;
        bool isFirst;
        lock (_lock)
        {
            if (_results.TryGetValue(key, out Stored? stored))
            {
                return Hit(stored!);
            }

            isFirst = !_inProgress.TryGetValue(key, out shared);
            if (shared is null)
            {
                shared = new SharedWork<TResult>((own, token) => DoSharedAsync(key, own, work, token));
                _inProgress.Add(key, shared);
            }

            shared.Waiting++;
        }

        await WaitAsync(key, shared, cancellationToken);
        if (isFirst)
        {
            return new CacheAnswer<TResult>((await shared.Result).Result, IsHit: false, TimeSpan.Zero);
        }

        return Join(shared) ?? await DoAloneAsync(key, work, cancellationToken);
    }

    /// <summary>What <c>health</c> shows.</summary>
    public CacheStatistics Read()
    {
        lock (_lock)
        {
            _results.Compact(0);
            return new CacheStatistics(_options.Enabled, _hits, _misses, _results.Count, Bytes);
        }
    }

    public void Dispose() => _results.Dispose();

    private CacheAnswer<TResult> Hit(Stored stored)
    {
        _hits++;
        return new CacheAnswer<TResult>(stored.Result, IsHit: true, _time.GetUtcNow() - stored.Created);
    }

    private CacheAnswer<TResult>? Join(SharedWork<TResult> shared)
    {
        if (shared.Result is not { IsCompletedSuccessfully: true, Result: { MayBeStored: true } candidate })
        {
            return null;
        }

        lock (_lock)
        {
            _hits++;
        }

        return new CacheAnswer<TResult>(candidate.Result, IsHit: true, TimeSpan.Zero);
    }

    /// <summary>
    /// Returns when the work has completed, failed or been cancelled. A call that is cancelled first stops waiting; the
    /// last one cancels the work.
    /// </summary>
    private async Task WaitAsync(string key, SharedWork<TResult> shared, CancellationToken cancellationToken)
    {
        await shared.EndsAsync(cancellationToken);
        if (shared.Result.IsCompleted)
        {
            return;
        }

        bool isLast;
        lock (_lock)
        {
            isLast = --shared.Waiting == 0;
            if (isLast)
            {
                Forget(key, shared);
            }
        }

        if (isLast)
        {
            await shared.CancelAsync();
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<CacheAnswer<TResult>> DoAloneAsync(
        string key, Func<CancellationToken, Task<CacheEntry<TResult>>> work, CancellationToken cancellationToken)
    {
        var candidate = await DoAndStoreAsync(key, work, cancellationToken);
        return new CacheAnswer<TResult>(candidate.Result, IsHit: false, TimeSpan.Zero);
    }

    private async Task<CacheEntry<TResult>> DoSharedAsync(
        string key,
        SharedWork<TResult> shared,
        Func<CancellationToken, Task<CacheEntry<TResult>>> work,
        CancellationToken cancellationToken)
    {
        try
        {
            return await DoAndStoreAsync(key, work, cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                Forget(key, shared);
            }
        }
    }

    private async Task<CacheEntry<TResult>> DoAndStoreAsync(
        string key, Func<CancellationToken, Task<CacheEntry<TResult>>> work, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _misses++;
        }

        var candidate = await work(cancellationToken);
        if (_options.Enabled && candidate.MayBeStored)
        {
            lock (_lock)
            {
                Store(key, new Stored(candidate.Result, candidate.Bytes, _time.GetUtcNow()));
            }
        }

        return candidate;
    }

    /// <summary>Later calls do not join this work.</summary>
    private void Forget(string key, SharedWork<TResult> shared)
    {
        if (_inProgress.TryGetValue(key, out var current) && current == shared)
        {
            _inProgress.Remove(key);
        }
    }

    private void Store(string key, Stored stored)
    {
        var size = stored.Bytes + ((long)key.Length * sizeof(char));
        _results.Remove(key);
        if (size > ResultCache.MaximumBytes)
        {
            return;
        }

        while (_results.Count is var count and > 0 && (count >= _options.Size || Bytes + size > ResultCache.MaximumBytes))
        {
            // 1.5 entries, because rounding down must leave at least one.
            _results.Compact(Math.Min(1, Math.Max(CompactionShare, 1.5 / count)));
        }

        _results.Set(key, stored, new MemoryCacheEntryOptions { Size = size, AbsoluteExpirationRelativeToNow = _options.TimeToLive });
    }

    private sealed record Stored(TResult Result, long Bytes, DateTimeOffset Created);
}

/// <summary>Constants of <see cref="ResultCache{TResult}"/>.</summary>
public static class ResultCache
{
    /// <summary>For all results together. A larger single result is not cached.</summary>
    public const long MaximumBytes = 64 * 1024 * 1024;
}

/// <summary>The result of the work.</summary>
/// <param name="Bytes">Memory usage of the result.</param>
/// <param name="MayBeStored">Whether later calls with the same key may get this result.</param>
public sealed record CacheEntry<TResult>(TResult Result, long Bytes, bool MayBeStored);

/// <param name="IsHit">Whether it was made for another call, earlier or at the same time.</param>
/// <param name="Age">Time since the result was made; zero unless it is a hit.</param>
public sealed record CacheAnswer<TResult>(TResult Result, bool IsHit, TimeSpan Age);

/// <param name="Hits">Calls that got a result made for another call.</param>
/// <param name="Misses">Number of times that work was done.</param>
public sealed record CacheStatistics(bool IsEnabled, long Hits, long Misses, int Entries, long Bytes);
