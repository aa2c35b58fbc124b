using UltimateMcp.Caching;

namespace UltimateMcp.Tests.Caching;

public sealed class SharedWorkTests : IDisposable
{
    private static readonly CacheEntry<string> Storable = new("one", Bytes: 3, MayBeStored: true);
    private static readonly CacheEntry<string> NotStorable = new("one", Bytes: 3, MayBeStored: false);

    private readonly ResultCache<string> _cache = new(new CacheOptions(), new ManualTime());
    private readonly TaskCompletionSource<CacheEntry<string>> _result = new();
    private readonly TaskCompletionSource _started = new();
    private readonly TaskCompletionSource _abandoned = new();
    private int _runs;

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task Simultaneous_calls_for_one_key_share_the_work()
    {
        var calls = Enumerable.Range(0, 8).Select(_ => Ask()).ToArray();
        await _started.Task.InTime();

        _result.SetResult(Storable);
        var answers = await Task.WhenAll(calls).InTime();

        Assert.Equal(1, _runs);
        Assert.Equal(1, answers.Count(answer => !answer.IsHit));
        Assert.All(answers, answer => Assert.Equal(Storable.Result, answer.Result));
        Assert.Equal((7, 1), (_cache.Read().Hits, _cache.Read().Misses));
    }

    [Fact]
    public async Task A_result_that_may_not_be_stored_is_not_shared()
    {
        var calls = Enumerable.Range(0, 3).Select(_ => Ask()).ToArray();
        await _started.Task.InTime();

        _result.SetResult(NotStorable);
        var answers = await Task.WhenAll(calls).InTime();

        Assert.Equal(3, _runs);
        Assert.All(answers, answer => Assert.False(answer.IsHit));
    }

    [Fact]
    public async Task A_failure_is_not_shared()
    {
        var first = Ask();
        await _started.Task.InTime();
        var joined = _cache.GetOrCreateAsync("k", fresh: false, _ => Task.FromResult(Storable), CancellationToken.None);

        _result.SetException(new InvalidDataException());

        await Assert.ThrowsAsync<InvalidDataException>(() => first.InTime());
        Assert.False((await joined.InTime()).IsHit);
    }

    [Fact]
    public async Task A_cancelled_call_does_not_end_the_work_of_the_others()
    {
        using var leaving = new CancellationTokenSource();
        var first = Ask(leaving.Token);
        await _started.Task.InTime();
        var second = Ask();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.InTime());
        var wasAbandoned = _abandoned.Task.IsCompleted;
        _result.SetResult(Storable);

        Assert.True((await second.InTime()).IsHit);
        Assert.False(wasAbandoned);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task The_last_caller_to_leave_cancels_the_work_and_waits_for_its_end()
    {
        using var leaving = new CancellationTokenSource();
        var first = Ask(leaving.Token);
        var second = Ask(leaving.Token);
        await _started.Task.InTime();

        var cancelling = leaving.CancelAsync();
        await _abandoned.Task.InTime();
        var bothLeft = Task.WhenAll(first, second);
        await GiveOthersTheirTurnAsync();
        var leftTooEarly = bothLeft.IsCompleted;
        _result.SetCanceled(CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bothLeft.InTime());
        await cancelling.InTime();
        Assert.False(leftTooEarly);
    }

    [Fact]
    public async Task Cancelled_work_is_not_joined()
    {
        using var leaving = new CancellationTokenSource();
        var first = Ask(leaving.Token);
        await _started.Task.InTime();
        var cancelling = leaving.CancelAsync();
        await _abandoned.Task.InTime();

        var late = await _cache.GetOrCreateAsync("k", fresh: false, _ => Task.FromResult(Storable), CancellationToken.None).InTime();
        _result.SetResult(NotStorable);

        Assert.False(late.IsHit);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.InTime());
        await cancelling.InTime();
    }

    [Fact]
    public async Task Fresh_work_joins_nothing()
    {
        var first = Ask();
        await _started.Task.InTime();

        var fresh = await _cache.GetOrCreateAsync("k", fresh: true, _ => Task.FromResult(Storable), CancellationToken.None).InTime();

        Assert.False(fresh.IsHit);
        Assert.False(first.IsCompleted);
        _result.SetResult(Storable);
        await first.InTime();
    }

    [Fact]
    public async Task Work_does_not_run_under_the_caches_lock()
    {
        var inner = await _cache.GetOrCreateAsync(
            "outer",
            fresh: false,
            async token => Storable with
            {
                Result = (await _cache.GetOrCreateAsync("inner", false, _ => Task.FromResult(Storable), token)).Result,
            },
            CancellationToken.None).InTime();

        Assert.Equal(Storable.Result, inner.Result);
    }

    /// <summary>Whoever wrongly goes on does so now; who rightly waits is not hurried.</summary>
    private static async Task GiveOthersTheirTurnAsync()
    {
        for (var turn = 0; turn < 1000; turn++)
        {
            await Task.Yield();
        }
    }

    private Task<CacheAnswer<string>> Ask(CancellationToken cancellationToken = default) =>
        _cache.GetOrCreateAsync("k", fresh: false, WorkAsync, cancellationToken);

    private async Task<CacheEntry<string>> WorkAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        await using var registration = cancellationToken.Register(() => _abandoned.TrySetResult());
        _started.TrySetResult();
        return await _result.Task;
    }
}
