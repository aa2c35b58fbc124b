using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Calls.Limits;

namespace UltimateMcp.Tests.Server.Calls;

public class GateTests
{
    [Fact]
    public void Calls_up_to_the_limit_are_admitted_and_no_more()
    {
        var gate = Open(2);

        var places = Take(gate, 3);

        Assert.Equal([false, false, true], places.Select(place => place.IsWaiting));
    }

    [Fact]
    public void First_come_is_first_served()
    {
        var gate = Open(1);
        var places = Take(gate, 4);
        var served = new List<int>();

        for (var i = 0; i < places.Length; i++)
        {
            served.Add(Array.FindIndex(places, place => !place.IsWaiting && !served.Contains(Array.IndexOf(places, place))));
            places[i].Dispose();
        }

        Assert.Equal([0, 1, 2, 3], served);
    }

    [Fact]
    public void A_new_call_does_not_overtake_the_line()
    {
        var gate = Open(1);
        var places = Take(gate, 2);

        places[0].Dispose();
        var newcomer = gate.TakePlace();

        Assert.False(places[1].IsWaiting);
        Assert.True(newcomer.IsWaiting);
    }

    [Fact]
    public void A_place_in_line_knows_how_many_are_ahead()
    {
        var gate = Open(1);
        var places = Take(gate, 5);
        var before = places.Select(place => place.Ahead).ToArray();

        places[2].Dispose();
        places[0].Dispose();

        Assert.Equal([0, 0, 1, 2, 3], before);
        Assert.Equal([0, 0, 0, 0, 1], places.Select(place => place.Ahead));
    }

    [Fact]
    public void A_line_holds_256_and_not_one_more()
    {
        var gate = Open(1);
        var places = Take(gate, 1 + Gate.MaximumWaiting);

        var refused = Assert.Throws<CallException>(() => gate.TakePlace());
        places[^1].Dispose();
        var later = gate.TakePlace();

        Assert.Equal(CallErrorCode.Busy, refused.Error.Code);
        Assert.Equal(Gate.RetryAfterBusy, refused.Error.RetryAfter);
        Assert.Equal("1 calls are running and 256 wait.", refused.Error.Message);
        Assert.True(later.IsWaiting);
    }

    [Fact]
    public async Task A_call_that_leaves_the_line_is_never_admitted_and_takes_no_slot()
    {
        var gate = Open(1);
        var places = Take(gate, 3);
        using var cancellation = new CancellationTokenSource();
        var waiting = places[1].WaitAsync(cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTime());
        places[1].Dispose();
        places[0].Dispose();

        Assert.True(places[1].IsWaiting);
        Assert.False(places[2].IsWaiting);
    }

    [Fact]
    public void A_call_that_leaves_after_its_admission_passes_the_slot_on()
    {
        var gate = Open(1);
        var places = Take(gate, 3);

        places[0].Dispose();
        places[1].Dispose();

        Assert.False(places[2].IsWaiting);
    }

    [Fact]
    public void A_place_given_back_twice_frees_one_slot()
    {
        var gate = Open(1);
        var first = gate.TakePlace();

        first.Dispose();
        first.Dispose();
        var places = Take(gate, 2);

        Assert.Equal([false, true], places.Select(place => place.IsWaiting));
    }

    [Fact]
    public async Task Under_load_never_more_run_than_there_are_slots_and_all_run()
    {
        var gate = Open(4);
        int running = 0, most = 0, done = 0;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(CallAsync))).InTime();

        Assert.Equal(200, done);
        Assert.InRange(most, 1, 4);
        Assert.Equal([false, false, false, false, true], Take(gate, 5).Select(place => place.IsWaiting));

        async Task CallAsync()
        {
            using var place = gate.TakePlace();
            await place.WaitAsync(TestContext.Current.CancellationToken);
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            Interlocked.Increment(ref done);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
            {
                return;
            }
        }
    }

    private static Gate Open(int slots) => new(new CallOptions { MaxConcurrentCalls = slots });

    private static Gate.Place[] Take(Gate gate, int count) => [.. Enumerable.Range(0, count).Select(_ => gate.TakePlace())];
}
