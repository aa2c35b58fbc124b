using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Calls.Limits;

namespace UltimateMcp.Tests.Server.Calls;

public class TokenBucketTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_full_bucket_gives_its_capacity_and_not_one_more()
    {
        var bucket = new TokenBucket(10, 10, _time);

        var taken = Enumerable.Range(0, 11).Select(_ => bucket.TryTake(out var _)).ToArray();

        Assert.Equal([.. Enumerable.Repeat(true, 10), false], taken);
    }

    [Theory]
    [InlineData(1, 1, 10_000_000)]
    [InlineData(10, 10, 1_000_000)]
    [InlineData(7, 7, 1_428_572)]
    [InlineData(10, 10 / 60.0, 60_000_000)]
    [InlineData(1, 0.5, 20_000_000)]
    [InlineData(10_000, 10_000, 1000)]
    public void A_spent_bucket_says_how_long_to_wait(double capacity, double refillPerSecond, long ticks)
    {
        var bucket = Spent(capacity, refillPerSecond);

        Assert.False(bucket.TryTake(out var wait));
        Assert.Equal(ticks, wait.Ticks);
        _time.Advance(wait - TimeSpan.FromTicks(1));
        Assert.False(bucket.TryTake(out var rest));
        Assert.Equal(1, rest.Ticks);
        _time.Advance(rest);
        Assert.True(bucket.TryTake(out _));
        Assert.False(bucket.TryTake(out _));
    }

    [Fact]
    public void A_refused_call_does_not_lengthen_the_wait()
    {
        var bucket = Spent(1, 1);

        bucket.TryTake(out var first);
        bucket.TryTake(out var second);

        Assert.Equal(first, second);
    }

    [Fact]
    public void A_bucket_does_not_overflow()
    {
        var bucket = Spent(3, 1);
        _time.Advance(TimeSpan.FromDays(400));

        var taken = Enumerable.Range(0, 4).Count(_ => bucket.TryTake(out var _));

        Assert.Equal(3, taken);
    }

    [Fact]
    public void Tokens_grow_back_in_parts()
    {
        var bucket = Spent(4, 2);
        var spent = bucket.Tokens;
        _time.Advance(TimeSpan.FromSeconds(0.75));
        var grown = bucket.Tokens;
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((0, 1.5, 4), (spent, grown, bucket.Tokens));
    }

    [Fact]
    public void Parallel_calls_get_no_token_twice()
    {
        var bucket = new TokenBucket(1000, 1, _time);
        var taken = 0;

        Parallel.For(0, 4000, _ =>
        {
            if (bucket.TryTake(out var _))
            {
                Interlocked.Increment(ref taken);
            }
        });

        Assert.Equal(1000, taken);
    }

    [Fact]
    public void A_token_that_is_given_back_can_be_taken_at_once_and_the_next_wait_is_as_long_as_before()
    {
        var bucket = Spent(capacity: 3, refillPerSecond: 1);
        Assert.False(bucket.TryTake(out var before));

        bucket.GiveBack();

        Assert.Equal(1, bucket.Tokens);
        Assert.True(bucket.TryTake(out _));
        Assert.False(bucket.TryTake(out var after));
        Assert.Equal(before, after);
    }

    [Fact]
    public void A_bucket_that_has_filled_up_meanwhile_holds_no_more_than_its_capacity()
    {
        var bucket = new TokenBucket(capacity: 2, refillPerSecond: 1, _time);
        bucket.TryTake(out _);
        _time.Advance(TimeSpan.FromSeconds(5));

        bucket.GiveBack();

        Assert.Equal(2, bucket.Tokens);
        Assert.True(bucket.TryTake(out _));
        Assert.True(bucket.TryTake(out _));
        Assert.False(bucket.TryTake(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
    }

    [Fact]
    public void A_token_given_back_halfway_shortens_the_wait_by_its_own_time()
    {
        var bucket = Spent(capacity: 2, refillPerSecond: 1);
        _time.Advance(TimeSpan.FromSeconds(0.25));
        bucket.GiveBack();
        Assert.True(bucket.TryTake(out _));

        Assert.False(bucket.TryTake(out var wait));

        Assert.Equal(TimeSpan.FromSeconds(0.75), wait);
    }

    [Fact]
    public void Each_tool_spends_its_own_tokens()
    {
        var buckets = Buckets(new CallOptions { CallsPerSecond = 1 });
        buckets.Take(TestTool.Define("one", bucket: Bucket.PerSecond));

        buckets.Take(TestTool.Define("two", bucket: Bucket.PerSecond));

        Assert.Throws<CallException>(() => buckets.Take(TestTool.Define("one", bucket: Bucket.PerSecond)));
    }

    [Fact]
    public void Zero_turns_either_limit_off()
    {
        var buckets = Buckets(new CallOptions { CallsPerSecond = 0, ExecutionsPerMinute = 0 });

        for (var i = 0; i < 1000; i++)
        {
            buckets.Take(TestTool.Define("second", bucket: Bucket.PerSecond));
            buckets.Take(TestTool.Define("minute", bucket: Bucket.PerMinute));
            buckets.Take(TestTool.Define("none", bucket: Bucket.None));
        }

        Assert.Empty(buckets.Read());
    }

    [Fact]
    public void Less_than_one_call_a_second_still_lets_one_pass()
    {
        var buckets = Buckets(new CallOptions { CallsPerSecond = 0.25 });
        var tool = TestTool.Define(bucket: Bucket.PerSecond);
        buckets.Take(tool);

        var refused = Assert.Throws<CallException>(() => buckets.Take(tool));

        Assert.Equal(TimeSpan.FromSeconds(4), refused.Error.RetryAfter);
    }

    [Fact]
    public void The_view_for_health_names_tools_in_order_with_their_limits()
    {
        var buckets = Buckets(new CallOptions { CallsPerSecond = 5, ExecutionsPerMinute = 30 });
        var run = TestTool.Define("run", bucket: Bucket.PerMinute);
        buckets.Add(run);
        buckets.Add(TestTool.Define("free"));
        buckets.Add(TestTool.Define("ask", bucket: Bucket.PerSecond));
        buckets.Take(run);

        Assert.Equal([new BucketReading("run", 29, 30, 0.5), new BucketReading("ask", 5, 5, 5)], buckets.Read());
    }

    [Fact]
    public void A_refusal_names_the_tool_the_limit_its_setting_and_the_wait()
    {
        var buckets = Buckets(new CallOptions { CallsPerSecond = 3, ExecutionsPerMinute = 1 });
        var minute = TestTool.Define("run", bucket: Bucket.PerMinute);
        var second = TestTool.Define("ask", bucket: Bucket.PerSecond);
        buckets.Take(minute);
        Enumerable.Range(0, 3).ToList().ForEach(_ => buckets.Take(second));

        var run = Assert.Throws<CallException>(() => buckets.Take(minute)).Error;
        var ask = Assert.Throws<CallException>(() => buckets.Take(second)).Error;

        Assert.Equal("The limit of run is reached: 1 calls a minute (RATE_LIMIT_EXECUTE_PER_MINUTE).", run.Message);
        Assert.Equal("Try again in 60000 ms.", run.Hint);
        Assert.Equal("The limit of ask is reached: 3 calls a second (RATE_LIMIT_RPS).", ask.Message);
        Assert.Equal("Try again in 334 ms.", ask.Hint);
    }

    private TokenBuckets Buckets(CallOptions options) => new(options, _time);

    private TokenBucket Spent(double capacity, double refillPerSecond)
    {
        var bucket = new TokenBucket(capacity, refillPerSecond, _time);
        while (bucket.TryTake(out _))
        {
        }

        return bucket;
    }
}
