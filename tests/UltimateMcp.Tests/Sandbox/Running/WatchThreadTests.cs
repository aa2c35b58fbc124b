using System.Collections.Concurrent;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

public class WatchThreadTests
{
    private static readonly MachineMemory Plenty = new(
        ByteSize.FromMebibytes(16_000), ByteSize.FromMebibytes(8000), ByteSize.FromMebibytes(100));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_time_limit_strikes_while_a_sample_is_held_up()
    {
        using var isSampling = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var watch = new WatchThread(() => Plenty, TimeProvider.System);
        using var run = watch.Add(
            _ =>
            {
                isSampling.Set();
                goOn.Wait(Cancellation);
                return new Sample(ByteSize.Zero, IsActive: true, IsNearLimit: false, Exceeded: null);
            },
            static _ => { });
        isSampling.Wait(Cancellation);
        var struck = new TaskCompletionSource();

        using var limit = Deadlines.Of(TimeProvider.System).Add(TimeSpan.FromMilliseconds(20), struck.SetResult);
        await struck.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        goOn.Set();
    }

    [Fact]
    public async Task Deadlines_strike_in_their_order_and_forgotten_ones_do_not()
    {
        List<int> struck = [];
        var last = new TaskCompletionSource();
        var deadlines = Deadlines.Of(TimeProvider.System);
        using var third = deadlines.Add(TimeSpan.FromMilliseconds(60), () => { struck.Add(3); last.SetResult(); });
        using var first = deadlines.Add(TimeSpan.FromMilliseconds(20), () => struck.Add(1));
        using var second = deadlines.Add(TimeSpan.FromMilliseconds(40), () => struck.Add(2));
        second.Dispose();

        await last.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        Assert.Equal([1, 3], struck);
    }

    [Fact]
    public async Task A_limit_that_a_sample_sees_exceeded_ends_the_run_once()
    {
        var ends = 0;
        var ended = new TaskCompletionSource<KillReason>();
        var rounds = 0;
        var watch = new WatchThread(() => { Interlocked.Increment(ref rounds); return Plenty; }, TimeProvider.System);
        using var run = watch.Add(
            static _ => new Sample(ByteSize.Zero, IsActive: true, IsNearLimit: true, KillReason.Processes),
            reason => { ends++; ended.TrySetResult(reason); });

        var end = await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        var then = Volatile.Read(ref rounds);
        await Eventually.IsTrueAsync(() => Volatile.Read(ref rounds) > then + 3);

        Assert.Equal(KillReason.Processes, end);
        Assert.Equal(1, ends);
    }

    [Fact]
    public async Task When_the_machine_is_short_of_memory_the_largest_run_is_ended_and_no_other()
    {
        var isShort = false;
        var rounds = 0;
        MachineMemory? Read()
        {
            Interlocked.Increment(ref rounds);
            return Volatile.Read(ref isShort) ? Plenty with { Available = ByteSize.FromMebibytes(100) } : Plenty;
        }

        List<string> ended = [];
        var watch = new WatchThread(Read, TimeProvider.System);
        using var small = watch.Add(_ => Of(10), reason => ended.Add($"small {reason}"));
        using var large = watch.Add(_ => Of(90), reason => { Volatile.Write(ref isShort, false); ended.Add($"large {reason}"); });
        await NextRoundsAsync(() => Volatile.Read(ref rounds));

        Volatile.Write(ref isShort, true);
        await Eventually.IsTrueAsync(() => !Volatile.Read(ref isShort));
        var then = Volatile.Read(ref rounds);
        await Eventually.IsTrueAsync(() => Volatile.Read(ref rounds) > then + 3);

        Assert.Equal(["large MachineMemory"], ended);
    }

    [Fact]
    public async Task Of_several_that_may_hold_the_kernels_memory_the_one_that_can_hold_most_is_ended()
    {
        var isTold = false;
        var rounds = 0;
        MachineMemory? Read()
        {
            Interlocked.Increment(ref rounds);
            return Volatile.Read(ref isTold) ? Plenty : null;
        }

        // By this clock the only sample is the one that the first reading asks for.
        var ended = new TaskCompletionSource<string>();
        var watch = new WatchThread(Read, new ManualTime());
        using var some = watch.Add(_ => Of(90) with { Excess = ByteSize.FromMebibytes(200) }, _ => ended.TrySetResult("some"));
        using var most = watch.Add(
            _ => Of(10) with { Excess = ByteSize.FromMebibytes(300) }, reason => ended.TrySetResult($"most {reason}"));
        await NextRoundsAsync(() => Volatile.Read(ref rounds));
        Volatile.Write(ref isTold, true);

        Assert.Equal("most Memory", await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Fact]
    public async Task All_runs_are_sampled_when_the_machine_has_less_than_before()
    {
        var available = 8000L;
        var (rounds, samples) = (0, 0);
        MachineMemory? Read()
        {
            Interlocked.Increment(ref rounds);
            return Plenty with { Available = ByteSize.FromMebibytes(Volatile.Read(ref available)) };
        }

        // By this clock no sample is ever due.
        var watch = new WatchThread(Read, new ManualTime());
        using var run = watch.Add(_ => { Interlocked.Increment(ref samples); return Of(10); }, static _ => { });
        await Eventually.IsTrueAsync(() => Volatile.Read(ref rounds) > 5);
        var before = Volatile.Read(ref samples);

        Volatile.Write(ref available, 8000 - 15);
        var then = Volatile.Read(ref rounds);
        await Eventually.IsTrueAsync(() => Volatile.Read(ref rounds) > then + 3);
        var afterLittle = Volatile.Read(ref samples);
        Volatile.Write(ref available, 8000 - 17);

        await Eventually.IsTrueAsync(() => Volatile.Read(ref samples) > before);
        Assert.Equal(before, afterLittle);
    }

    [Fact]
    public async Task A_run_that_is_watched_no_more_is_not_sampled()
    {
        var (rounds, samples) = (0, 0);
        var watch = new WatchThread(() => { Interlocked.Increment(ref rounds); return Plenty; }, TimeProvider.System);
        var run = watch.Add(_ => { Interlocked.Increment(ref samples); return Of(1); }, static _ => { });
        using var other = watch.Add(static _ => Of(1), static _ => { });
        await Eventually.IsTrueAsync(() => Volatile.Read(ref samples) > 2);

        run.Dispose();
        var (atEnd, then) = (Volatile.Read(ref samples), Volatile.Read(ref rounds));
        await Eventually.IsTrueAsync(() => Volatile.Read(ref rounds) > then + 5);

        Assert.Equal(atEnd, Volatile.Read(ref samples));
    }

    [Fact]
    public async Task When_the_machine_is_short_of_memory_what_nobody_uses_is_released_before_a_run_is_ended()
    {
        var order = new ConcurrentQueue<string>();
        var unused = 2;
        var ended = new TaskCompletionSource();
        var watch = new WatchThread(static () => Plenty with { Available = ByteSize.FromMebibytes(100) }, TimeProvider.System);
        watch.OnShortage(Release);
        using var run = watch.Add(static _ => Of(1), _ => { order.Enqueue("run"); ended.TrySetResult(); });

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        Assert.Equal(["release", "release", "run"], order);

        bool Release()
        {
            if (unused == 0)
            {
                return false;
            }

            unused--;
            order.Enqueue("release");
            return true;
        }
    }

    [Fact]
    public async Task Runs_are_watched_also_where_the_machine_does_not_tell_its_memory()
    {
        var ended = new TaskCompletionSource<KillReason>();
        var watch = new WatchThread(static () => null, TimeProvider.System);
        using var run = watch.Add(
            static machine => Of(1) with { Exceeded = machine == MachineMemory.Unknown ? KillReason.Files : null },
            reason => ended.TrySetResult(reason));

        Assert.Equal(KillReason.Files, await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Theory]
    [InlineData(512, 32)]
    [InlineData(4096, 81)]
    [InlineData(65_536, 256)]
    public void The_reserve_is_a_fiftieth_within_bounds(int total, int reserve) =>
        Assert.Equal(
            reserve, WatchThread.Reserve(new MachineMemory(ByteSize.FromMebibytes(total), ByteSize.Zero, ByteSize.Zero)).Bytes >> 20);

    /// <summary>A round that has begun may not know the run that was added last; the one after it does.</summary>
    private static Task NextRoundsAsync(Func<int> rounds)
    {
        var then = rounds();
        return Eventually.IsTrueAsync(() => rounds() > then + 2);
    }

    private static Sample Of(int mebibytes) => new(ByteSize.FromMebibytes(mebibytes), IsActive: true, IsNearLimit: false, Exceeded: null);
}
