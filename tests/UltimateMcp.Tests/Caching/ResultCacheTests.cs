using UltimateMcp.Caching;

namespace UltimateMcp.Tests.Caching;

public sealed class ResultCacheTests : IDisposable
{
    private readonly ManualTime _time = new();
    private ResultCache<string> _cache;

    public ResultCacheTests() => _cache = new ResultCache<string>(new CacheOptions(), _time);

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task The_same_key_is_answered_again_with_its_age()
    {
        var made = await AskAsync("k", "one");
        _time.Advance(TimeSpan.FromSeconds(7));

        var hit = await AskAsync("k", "two");

        Assert.Equal(("one", false, TimeSpan.Zero), made);
        Assert.Equal(("one", true, TimeSpan.FromSeconds(7)), hit);
    }

    [Fact]
    public async Task A_cached_result_is_found_without_work()
    {
        var before = _cache.Find("k");
        await AskAsync("k", "one");
        _time.Advance(TimeSpan.FromSeconds(7));

        var known = _cache.Find("k");

        Assert.Null(before);
        Assert.Equal(new CacheAnswer<string>("one", IsHit: true, TimeSpan.FromSeconds(7)), known);
        Assert.Equal((1, 1), (_cache.Read().Hits, _cache.Read().Misses));
    }

    [Fact]
    public async Task Another_key_is_other_work()
    {
        await AskAsync("k", "one");

        var other = await AskAsync("K", "two");

        Assert.Equal(("two", false, TimeSpan.Zero), other);
    }

    [Fact]
    public async Task A_result_is_used_until_it_expires()
    {
        await AskAsync("k", "one");
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        var last = await AskAsync("k", "two");
        _time.Advance(TimeSpan.FromTicks(1));

        var over = await AskAsync("k", "three");

        Assert.True(last.IsHit);
        Assert.Equal(("three", false, TimeSpan.Zero), over);
    }

    [Fact]
    public async Task An_expired_result_is_not_counted()
    {
        await AskAsync("k", "one");
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(new CacheStatistics(IsEnabled: true, Hits: 0, Misses: 1, Entries: 0, Bytes: 0), _cache.Read());
    }

    [Fact]
    public async Task Fresh_does_the_work_again_and_takes_the_old_results_place()
    {
        await AskAsync("k", "one");
        _time.Advance(TimeSpan.FromMinutes(59));

        var fresh = await AskAsync("k", "two", fresh: true);
        _time.Advance(TimeSpan.FromMinutes(2));
        var hit = await AskAsync("k", "three");

        Assert.Equal(("two", false, TimeSpan.Zero), fresh);
        Assert.Equal(("two", true, TimeSpan.FromMinutes(2)), hit);
    }

    [Fact]
    public async Task A_fresh_result_that_may_not_be_stored_leaves_the_old_one_in_place()
    {
        await AskAsync("k", "one");

        await AskAsync("k", "two", fresh: true, mayBeStored: false);

        Assert.Equal("one", (await AskAsync("k", "three")).Text);
    }

    [Fact]
    public async Task A_result_that_may_not_be_stored_is_not()
    {
        await AskAsync("k", "one", mayBeStored: false);

        Assert.Equal(("two", false, TimeSpan.Zero), await AskAsync("k", "two"));
    }

    [Fact]
    public async Task Failed_work_is_thrown_and_not_stored()
    {
        await Assert.ThrowsAsync<InvalidDataException>(
            () => _cache.GetOrCreateAsync("k", false, _ => throw new InvalidDataException(), Cancellation));

        Assert.Equal(("two", false, TimeSpan.Zero), await AskAsync("k", "two"));
    }

    [Fact]
    public async Task Turned_off_it_does_all_work_and_keeps_nothing()
    {
        Use(new CacheOptions { Enabled = false });

        await AskAsync("k", "one");
        var second = await AskAsync("k", "two");

        Assert.Equal(("two", false, TimeSpan.Zero), second);
        Assert.Equal((false, 0), (_cache.Read().IsEnabled, _cache.Read().Entries));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(49)]
    public async Task Results_up_to_the_limit_are_kept_and_no_more(int size)
    {
        Use(new CacheOptions { Size = size });
        await FillAsync(size);
        var full = _cache.Read().Entries;

        await AskAsync("one more", "x");

        Assert.Equal(size, full);
        Assert.InRange(_cache.Read().Entries, 1, size);
        Assert.True((await AskAsync("one more", "y")).IsHit);
    }

    [Fact]
    public async Task The_least_recently_used_result_is_evicted()
    {
        Use(new CacheOptions { Size = 3 });
        await FillAsync(3);
        await AskAsync("0", "again");
        _time.Advance(TimeSpan.FromSeconds(1));

        await AskAsync("one more", "x");

        Assert.True((await AskAsync("0", "y")).IsHit);
        Assert.True((await AskAsync("2", "y")).IsHit);
        Assert.False((await AskAsync("1", "y")).IsHit);
    }

    [Fact]
    public async Task Results_up_to_the_size_limit_are_kept_and_no_more()
    {
        var half = (int)(ResultCache.MaximumBytes / 2) - "a".Length * sizeof(char);
        await AskBytesAsync("a", half);
        _time.Advance(TimeSpan.FromSeconds(1));
        await AskBytesAsync("b", half);
        var full = _cache.Read();

        await AskBytesAsync("c", 0);

        Assert.Equal((2, ResultCache.MaximumBytes), (full.Entries, full.Bytes));
        Assert.InRange(_cache.Read().Bytes, 0, ResultCache.MaximumBytes);
        Assert.True((await AskAsync("c", "x")).IsHit);
        Assert.True((await AskAsync("b", "x")).IsHit);
        Assert.False((await AskAsync("a", "x")).IsHit);
    }

    [Fact]
    public async Task A_result_larger_than_the_cache_is_not_kept_and_evicts_nothing()
    {
        await AskAsync("k", "one");
        var largest = (int)ResultCache.MaximumBytes - "b".Length * sizeof(char);

        await AskBytesAsync("b", largest + 1);
        var kept = (await AskAsync("k", "two")).IsHit;
        await AskBytesAsync("b", largest);

        Assert.True(kept);
        Assert.Equal(ResultCache.MaximumBytes, _cache.Read().Bytes);
    }

    [Fact]
    public async Task Statistics_count_hits_work_entries_and_bytes()
    {
        await AskAsync("k", "four");
        await AskAsync("k", "x");
        await AskAsync("k", "x");
        await AskAsync("no", "x", mayBeStored: false);

        Assert.Equal(new CacheStatistics(IsEnabled: true, Hits: 2, Misses: 2, Entries: 1, Bytes: 4 + 2), _cache.Read());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private void Use(CacheOptions options)
    {
        _cache.Dispose();
        _cache = new ResultCache<string>(options, _time);
    }

    private async Task FillAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await AskAsync($"{i}", "x");
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<(string Text, bool IsHit, TimeSpan Age)> AskAsync(
        string key, string made, bool fresh = false, bool mayBeStored = true)
    {
        var candidate = new CacheEntry<string>(made, made.Length, mayBeStored);
        var answer = await _cache.GetOrCreateAsync(key, fresh, _ => Task.FromResult(candidate), Cancellation);
        return (answer.Result, answer.IsHit, answer.Age);
    }

    private Task<CacheAnswer<string>> AskBytesAsync(string key, int count) =>
        _cache.GetOrCreateAsync(
            key, fresh: false, _ => Task.FromResult(new CacheEntry<string>("", count, MayBeStored: true)), Cancellation);
}
