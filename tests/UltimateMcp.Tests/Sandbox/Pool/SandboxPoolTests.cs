using Microsoft.Extensions.Logging.Abstractions;
using UltimateMcp.Sandbox.Isolation;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Pool;

namespace UltimateMcp.Tests.Sandbox.Pool;

/// <summary>The pool by a clock that the test moves, with real sandboxes.</summary>
[Collection(TakesTurns.Name)]
public sealed class SandboxPoolTests(SandboxFixture fixture) : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);
    private static readonly SandboxPolicy Policy = SandboxFixture.Python() with { Pool = "python" };
    private static readonly SandboxPolicy Other = SandboxFixture.Python() with { Pool = "other" };

    private readonly ManualTime _clock = new();
    private VerifiedHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        var status = await fixture.Sandbox.VerifyAsync(TestContext.Current.CancellationToken);
        _host = new VerifiedHost(await fixture.DetectHostAsync(), status);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Nothing_waits_until_a_policy_was_used()
    {
        await using var pool = NewPool();

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(pool.Read().Groups);
        Assert.Null(pool.TryTake(Policy, _host));
    }

    [Fact]
    public async Task A_policy_that_asks_for_no_group_and_a_pool_without_memory_never_have_one_waiting()
    {
        await using var pool = NewPool();
        await using var off = NewPool(PoolOptions.Off);

        await UseAsync(pool, Policy with { Pool = null });
        await UseAsync(off, Policy);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(pool.Read().Groups);
        Assert.Empty(off.Read().Groups);
    }

    [Fact]
    public async Task A_moment_after_a_run_two_are_started_and_each_serves_one_run()
    {
        await using var pool = NewPool();
        await UseAsync(pool, Policy);

        _clock.Advance(SandboxPool.Pause - Moment);
        var before = pool.Read().Groups[0].Waiting;
        await FillAsync(pool, Moment);
        await using var first = pool.TryTake(Policy, _host);
        await using var second = pool.TryTake(Policy, _host);
        var third = pool.TryTake(Policy, _host);

        Assert.Equal(0, before);
        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.NotSame(first, second);
        Assert.Null(third);
        Assert.Equal(new PoolGroupStatus("python", 0, ByteSize.Zero, WarmRuns: 2, ColdRuns: 2), pool.Read().Groups[0]);
    }

    [Fact]
    public async Task None_is_started_while_runs_follow_each_other_closely()
    {
        await using var pool = NewPool();
        for (var i = 0; i < 10; i++)
        {
            await UseAsync(pool, Policy);
            _clock.Advance(SandboxPool.Pause - Moment);
        }

        var meanwhile = pool.Read().Groups[0].Waiting;
        await FillAsync(pool, Moment);

        Assert.Equal(0, meanwhile);
    }

    [Fact]
    public async Task A_long_run_does_not_keep_others_from_being_started()
    {
        await using var pool = NewPool();
        pool.RunStarted();
        Assert.Null(pool.TryTake(Policy, _host));

        _clock.Advance(SandboxPool.PauseWhileRunning - Moment);
        var before = pool.Read().Groups[0].Waiting;
        await FillAsync(pool, Moment);

        Assert.Equal(0, before);
    }

    [Fact]
    public async Task Those_that_were_not_used_for_five_minutes_are_ended_and_a_use_starts_the_time_again()
    {
        await using var pool = NewPool();
        await UseAsync(pool, Policy);
        await FillAsync(pool);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await UseAsync(pool, Other);
        await FillAsync(pool);

        _clock.Advance(SandboxPool.MaximumIdle - TimeSpan.FromMinutes(1) - SandboxPool.Pause - SandboxPool.Pause - Moment);
        var before = Waiting(pool);
        _clock.Advance(SandboxPool.Pause + Moment);
        var after = Waiting(pool);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("python 2, other 2", before);
        Assert.Equal("python 0, other 2", after);
        Assert.Equal("python 0, other 0", Waiting(pool));
        Assert.Equal(ByteSize.Zero, pool.Read().Memory);
    }

    [Fact]
    public async Task Those_of_another_policy_or_of_an_interpreter_that_has_changed_are_ended()
    {
        await using var pool = NewPool();
        await UseAsync(pool, Policy);
        await FillAsync(pool);
        var longer = Policy with { Limits = Policy.Limits with { Output = ByteSize.FromMebibytes(1) } };

        var ofAnotherPolicy = pool.TryTake(longer, _host);
        var left = pool.Read().Groups[0].Waiting;
        await UseAsync(pool, longer);
        await FillAsync(pool);
        var ofAnotherHost = pool.TryTake(longer, _host with { Status = _host.Status });

        Assert.Null(ofAnotherPolicy);
        Assert.Equal(0, left);
        Assert.Null(ofAnotherHost);
        Assert.Equal(0, pool.Read().Groups[0].Waiting);
    }

    [Fact]
    public async Task An_equal_policy_is_the_same_policy()
    {
        await using var pool = NewPool();
        await UseAsync(pool, Policy);
        await FillAsync(pool);

        await using var taken = pool.TryTake(SandboxFixture.Python() with { Pool = "python" }, _host);

        Assert.NotNull(taken);
    }

    [Fact]
    public async Task Over_the_bound_those_used_longest_ago_are_ended_first()
    {
        await using var pool = NewPool(new PoolOptions { MaxMemoryMebibytes = await MebibytesOfAsync(3) });
        await UseAsync(pool, Policy);
        await FillAsync(pool);

        await UseAsync(pool, Other);
        _clock.Advance(SandboxPool.Pause);
        await Eventually.IsTrueAsync(() => Waiting(pool) == "python 1, other 2");
        await UseAsync(pool, Policy);
        _clock.Advance(SandboxPool.Pause);
        await Eventually.IsTrueAsync(() => Waiting(pool) == "python 2, other 1");

        Assert.InRange(pool.Read().Memory.Bytes, 1, pool.Read().MaximumMemory.Bytes);
    }

    [Fact]
    public async Task One_that_is_larger_than_the_bound_is_not_kept()
    {
        await using var pool = NewPool(new PoolOptions { MaxMemoryMebibytes = 1 });
        await UseAsync(pool, Policy);

        _clock.Advance(SandboxPool.Pause);
        await Eventually.IsTrueAsync(() => !pool.IsFilling);

        Assert.Equal("python 0", Waiting(pool));
    }

    [Fact]
    public async Task One_that_dies_while_it_waits_is_forgotten()
    {
        var policy = Policy with { Limits = Policy.Limits with { FileSize = new ByteSize(1_234_567) } };
        await using var pool = NewPool();
        await UseAsync(pool, policy);
        await FillAsync(pool);
        var victim = Processes.WithArgument("--fsize=1234567").First();

        Processes.Kill(victim);
        await Eventually.IsTrueAsync(() => pool.Read().Groups[0].Waiting == 1);
        await using var taken = pool.TryTake(policy, _host);

        Assert.NotNull(taken);
        Assert.False(taken.Started.Exited.IsCompleted);
    }

    [Fact]
    public async Task Disposing_the_pool_ends_all_that_wait()
    {
        var policy = Policy with { Limits = Policy.Limits with { FileSize = new ByteSize(1_234_568) } };
        var pool = NewPool();
        await UseAsync(pool, policy);
        await FillAsync(pool);
        var before = Processes.WithArgument("--fsize=1234568").Any();

        await pool.DisposeAsync();

        Assert.True(before);
        Assert.Empty(Processes.WithArgument("--fsize=1234568"));
        Assert.Null(pool.TryTake(policy, _host));
    }

    private SandboxPool NewPool(PoolOptions? options = null) => new(options ?? new PoolOptions(), _clock, NullLogger.Instance);

    /// <summary>A run that ends at once.</summary>
    private async Task UseAsync(SandboxPool pool, SandboxPolicy policy)
    {
        pool.RunStarted();
        await using (pool.TryTake(policy, _host))
        {
            pool.RunEnded();
        }
    }

    private async Task FillAsync(SandboxPool pool, TimeSpan? pause = null)
    {
        _clock.Advance(pause ?? SandboxPool.Pause);
        await Eventually.IsTrueAsync(() => !pool.IsFilling && pool.Read().Groups.All(group => group.Waiting == SandboxPool.GroupSize));
    }

    private static string Waiting(SandboxPool pool) =>
        string.Join(", ", pool.Read().Groups.Select(group => $"{group.Name} {group.Waiting}"));

    /// <summary>A bound that holds so many and not one more.</summary>
    private async Task<int> MebibytesOfAsync(int count)
    {
        await using var pool = NewPool();
        await UseAsync(pool, Policy);
        await FillAsync(pool);
        var one = pool.Read().Memory.Bytes / SandboxPool.GroupSize;
        return (int)(((one * count) + (one / 2)) >> 20);
    }
}
