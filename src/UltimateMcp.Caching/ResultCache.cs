using Microsoft.Extensions.Caching.Memory;

namespace UltimateMcp.Caching;

/// <summary>
/// Results by key, so that identical work is done once.
/// <list type="bullet">
/// <item>A call that finds its result takes it, with its age.</item>
/// <item>A call that finds the same work under way joins it. The work belongs to nobody in particular: it is cancelled when the last call that
/// waits for it has gone, and that call waits until it has ended.</item>
/// <item>Only a result that may be stored is shared. Where the work fails, or says that its result is not to be stored, each call that joined does
/// the work itself: what must not be answered twice later must not be answered twice now.</item>
/// </list>
/// At most <see cref="CacheOptions.Size"/> results and <see cref="MaximumBytes"/> are kept; what was not asked for longest makes room.
/// </summary>
public sealed class ResultCache : IDisposable
{
    /// <summary>All results together. A single one that is larger is not kept.</summary>
    public const long MaximumBytes = 64 * 1024 * 1024;

    // Making room sorts all entries by their last use; a twentieth at once keeps that rare.
    private const double ShareToDrop = 0.05;

    private readonly CacheOptions _options;
    private readonly TimeProvider _time;
    private readonly MemoryCache _results;
    private readonly Dictionary<string, SharedWork> _underWay = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _hits;
    private long _misses;

    public ResultCache(CacheOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;

        // The memory cache measures one thing only: bytes. Entries are counted here, because beyond its limit it drops the newcomer.
        _results = new MemoryCache(new MemoryCacheOptions { SizeLimit = MaximumBytes, TrackStatistics = true, Clock = new CacheClock(time) });
    }

    private long Bytes => _results.GetCurrentStatistics()!.CurrentEstimatedSize!.Value;

    /// <summary>Answers from the cache, from work under way, or by doing the work.</summary>
    /// <param name="fresh">Do the work whatever is known; its result takes the place of the old one.</param>
    /// <param name="work">Its token is cancelled when nobody waits for the result any more.</param>
    public async Task<CacheAnswer> GetOrCreateAsync(
        string key, bool fresh, Func<CancellationToken, Task<CacheCandidate>> work, CancellationToken cancellationToken)
    {
        if (fresh || !_options.Enabled)
        {
            return await DoAloneAsync(key, work, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        SharedWork? shared;
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
                shared = new SharedWork((own, token) => DoSharedAsync(key, own, work, token));
                _underWay.Add(key, shared);
            }

            shared.Waiting++;
        }

        await WaitAsync(key, shared, cancellationToken);
        if (isFirst)
        {
            return new CacheAnswer((await shared.Result).Bytes, IsHit: false, TimeSpan.Zero);
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

    private CacheAnswer Hit(Stored stored)
    {
        _hits++;
        return new CacheAnswer(stored.Bytes, IsHit: true, _time.GetUtcNow() - stored.Created);
    }

    private CacheAnswer? Join(SharedWork shared)
    {
        if (shared.Result is not { IsCompletedSuccessfully: true, Result: { MayBeStored: true } candidate })
        {
            return null;
        }

        lock (_lock)
        {
            _hits++;
        }

        return new CacheAnswer(candidate.Bytes, IsHit: true, TimeSpan.Zero);
    }

    /// <summary>Returns when the work has ended, however it did. Who is cancelled before that leaves, and the last to leave takes the work along.</summary>
    private async Task WaitAsync(string key, SharedWork shared, CancellationToken cancellationToken)
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

    private async Task<CacheAnswer> DoAloneAsync(string key, Func<CancellationToken, Task<CacheCandidate>> work, CancellationToken cancellationToken)
    {
        var candidate = await DoAndStoreAsync(key, work, cancellationToken);
        return new CacheAnswer(candidate.Bytes, IsHit: false, TimeSpan.Zero);
    }

    private async Task<CacheCandidate> DoSharedAsync(
        string key, SharedWork shared, Func<CancellationToken, Task<CacheCandidate>> work, CancellationToken cancellationToken)
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

    private async Task<CacheCandidate> DoAndStoreAsync(string key, Func<CancellationToken, Task<CacheCandidate>> work, CancellationToken cancellationToken)
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
                Store(key, new Stored(candidate.Bytes, _time.GetUtcNow()));
            }
        }

        return candidate;
    }

    /// <summary>No later call joins this work.</summary>
    private void Forget(string key, SharedWork shared)
    {
        if (_underWay.TryGetValue(key, out var current) && current == shared)
        {
            _underWay.Remove(key);
        }
    }

    private void Store(string key, Stored stored)
    {
        var size = stored.Bytes.Length + ((long)key.Length * sizeof(char));
        _results.Remove(key);
        if (size > MaximumBytes)
        {
            return;
        }

        while (_results.Count is var count and > 0 && (count >= _options.Size || Bytes + size > MaximumBytes))
        {
            // One and a half, lest rounding makes it none.
            _results.Compact(Math.Min(1, Math.Max(ShareToDrop, 1.5 / count)));
        }

        _results.Set(key, stored, new MemoryCacheEntryOptions { Size = size, AbsoluteExpirationRelativeToNow = _options.TimeToLive });
    }

    private sealed record Stored(ReadOnlyMemory<byte> Bytes, DateTimeOffset Created);
}

/// <summary>What the work made.</summary>
/// <param name="Bytes">Never changed after this.</param>
/// <param name="MayBeStored">Whether the next call with the same key may be answered with it.</param>
public sealed record CacheCandidate(ReadOnlyMemory<byte> Bytes, bool MayBeStored);

/// <param name="IsHit">Made for another call, earlier or at the same time.</param>
/// <param name="Age">Since the result was made; zero unless it is a hit.</param>
public sealed record CacheAnswer(ReadOnlyMemory<byte> Bytes, bool IsHit, TimeSpan Age);

/// <param name="Hits">Calls answered with a result made for another.</param>
/// <param name="Misses">Times that work was done.</param>
public sealed record CacheStatistics(bool IsEnabled, long Hits, long Misses, int Entries, long Bytes);
