using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

public class SamplingScheduleTests
{
    private static readonly TimeSpan Cheap = TimeSpan.FromMicroseconds(50);

    [Fact]
    public void A_run_that_sleeps_is_sampled_more_and_more_seldom_and_one_that_wakes_at_each_tick()
    {
        var schedule = new SamplingSchedule();
        List<TimeSpan> intervals = [];
        for (var i = 0; i < 30; i++)
        {
            schedule.Sampled(Cheap, isActive: false, isNearLimit: false, runs: 1);
            intervals.Add(schedule.Interval);
        }

        schedule.Sampled(Cheap, isActive: true, isNearLimit: false, runs: 1);

        Assert.Equal(SamplingSchedule.Tick, intervals[0]);
        Assert.Equal(SamplingSchedule.MaximumInterval, intervals[^1]);
        Assert.Equal(SamplingSchedule.Tick, schedule.Interval);
    }

    [Fact]
    public void Near_its_limit_a_run_is_sampled_sooner()
    {
        var schedule = new SamplingSchedule();

        schedule.Sampled(Cheap, isActive: true, isNearLimit: true, runs: 1);

        Assert.InRange(schedule.Interval, TimeSpan.FromMilliseconds(1), SamplingSchedule.Tick / 2);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 1)]
    [InlineData(20, 8)]
    [InlineData(500, 64)]
    public void However_dear_samples_are_all_together_take_at_most_a_fifth_of_a_processor(int milliseconds, int runs)
    {
        var cost = TimeSpan.FromMilliseconds(milliseconds);
        var schedule = new SamplingSchedule();

        schedule.Sampled(cost, isActive: true, isNearLimit: true, runs);

        Assert.InRange(runs * (cost / (cost + schedule.MinimumInterval)), 0, 1.0 / SamplingSchedule.Share);
        Assert.True(schedule.Interval >= schedule.MinimumInterval);
    }

    [Fact]
    public void A_run_is_charged_with_what_the_kernel_took_while_it_worked_and_credited_with_what_it_gave_back()
    {
        var charge = new KernelMemoryGrowth();
        charge.Add(ByteSize.FromMebibytes(1000), isActive: true);

        var worked = charge.Add(ByteSize.FromMebibytes(1100), isActive: true);
        var slept = charge.Add(ByteSize.FromMebibytes(1500), isActive: false);
        var gaveBack = charge.Add(ByteSize.FromMebibytes(1430), isActive: false);
        var unknown = charge.Add(ByteSize.Zero, isActive: true);
        var gaveAll = charge.Add(ByteSize.FromMebibytes(900), isActive: true);

        Assert.Equal(
            [100, 100, 30, 30, 0], ((ByteSize[])[worked, slept, gaveBack, unknown, gaveAll]).Select(static size => size.Bytes >> 20));
    }
}
