using Microsoft.Extensions.Caching.Memory;

namespace UltimateMcp.Caching;

/// <summary>
/// Results by key, so that identical work is done once.
/// <list type="bullet">
/// <item>A call that finds its result takes it, with its age.</item>
/// <item>A call that finds the same work under way joins it. The work belongs to no call in particular: it is cancelled when the last call
/// that waits for it has gone, and that call waits until it has ended.</item>
/// <item>Only a result that may be stored is shared. Where the work fails, or says that its result is not to be stored, each call that
/// joined does the work itself: what must not be answered twice later must not be answered twice now.</item>
/// </list>
/// At most <see cref="CacheOptions.Size"/> results and <see cref="ResultCache.MaximumBytes"/> are kept; what was not asked for longest
/// makes room.
/// </summary>
/// <typeparam name="TResult">Never changed once made: all who ask get the same object.</typeparam>
public sealed class ResultCache<TResult> : IDisposable
    where TResult : class
{
    // Making room sorts all entries by their last use; a twentieth at once keeps that rare.
    private const double ShareToDrop = 0.05;

    private readonly CacheOptions _options;
    private readonly TimeProvider _time;
    private readonly MemoryCache _results;
    private readonly Dictionary<string, SharedWork<TResult>> _underWay = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _hits;
    private long _misses;

    public ResultCache(CacheOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;

        // The memory cache measures one thing only: bytes. Entries are counted here, because beyond its limit it drops the newcomer.
        _results = new MemoryCache(new MemoryCacheOptions
        {
            SizeLimit = ResultCache.MaximumBytes, TrackStatistics = true, Clock = new CacheClock(time),
        });
    }

    private long Bytes => _results.GetCurrentStatistics()!.CurrentEstimatedSize!.Value;

    /// <summary>The result that is known; null where there is none.</summary>
    public CacheAnswer<TResult>? Find(string key)
    {
        lock (_lock)
        {
            return _results.TryGetValue(key, out Stored? stored) ? Hit(stored!) : null;
        }
    }

    /// <summary>Answers from the cache, from work under way, or by doing the work.</summary>
    /// <param name="fresh">Do the work whatever is known; its result takes the place of the old one.</param>
    /// <param name="work">Its token is cancelled when nobody waits for the result any more.</param>
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

            isFirst = !_underWay.TryGetValue(key, out shared);
            if (shared is null)
            {
                shared = new SharedWork<TResult>((own, token) => DoSharedAsync(key, own, work, token));
                _underWay.Add(key, shared);
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
    /// Returns when the work has ended, however it did. Who is cancelled before that leaves, and the last to leave
    /// takes the work along.
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

    /// <summary>No later call joins this work.</summary>
    private void Forget(string key, SharedWork<TResult> shared)
    {
        if (_underWay.TryGetValue(key, out var current) && current == shared)
        {
            _underWay.Remove(key);
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
            // One and a half, lest rounding makes it none.
            _results.Compact(Math.Min(1, Math.Max(ShareToDrop, 1.5 / count)));
        }

        _results.Set(key, stored, new MemoryCacheEntryOptions { Size = size, AbsoluteExpirationRelativeToNow = _options.TimeToLive });
    }

    private sealed record Stored(TResult Result, long Bytes, DateTimeOffset Created);
}

/// <summary>What holds for every cache of results.</summary>
public static class ResultCache
{
    /// <summary>All results together. A single one that is larger is not kept.</summary>
    public const long MaximumBytes = 64 * 1024 * 1024;
}

/// <summary>What the work made.</summary>
/// <param name="Bytes">Memory that the result takes.</param>
/// <param name="MayBeStored">Whether the next call with the same key may be answered with it.</param>
public sealed record CacheEntry<TResult>(TResult Result, long Bytes, bool MayBeStored);

/// <param name="IsHit">Made for another call, earlier or at the same time.</param>
/// <param name="Age">Since the result was made; zero unless it is a hit.</param>
public sealed record CacheAnswer<TResult>(TResult Result, bool IsHit, TimeSpan Age);

/// <param name="Hits">Calls answered with a result made for another.</param>
/// <param name="Misses">Times that work was done.</param>
public sealed record CacheStatistics(bool IsEnabled, long Hits, long Misses, int Entries, long Bytes);
