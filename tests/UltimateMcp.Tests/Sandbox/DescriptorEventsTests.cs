using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Tests.Sandbox;

/// <summary>How a descriptor is followed where the kernel has no room for a wait.</summary>
public class DescriptorEventsTests
{
    [Fact]
    public async Task A_descriptor_that_is_looked_at_is_ready_when_it_can_be_read()
    {
        using var pipe = Pipe.ToRead(owner: null);
        var looking = DescriptorEvents.PollAsync(pipe.Ours, Libc.EPOLLIN, TestContext.Current.CancellationToken);
        var early = looking.IsCompleted;

        await PipeTransfer.WriteAsync(pipe.Theirs, new byte[] { 1 }, TestContext.Current.CancellationToken);
        await looking.InTime();

        Assert.False(early);
    }

    [Fact]
    public async Task It_is_ready_when_its_other_end_is_gone()
    {
        using var pipe = Pipe.ToRead(owner: null);
        var looking = DescriptorEvents.PollAsync(pipe.Ours, Libc.EPOLLIN, TestContext.Current.CancellationToken);

        pipe.Theirs.Dispose();

        await looking.InTime();
    }

    [Fact]
    public async Task Looking_can_be_cancelled()
    {
        using var pipe = Pipe.ToRead(owner: null);
        using var cancellation = new CancellationTokenSource();
        var looking = DescriptorEvents.PollAsync(pipe.Ours, Libc.EPOLLIN, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => looking);
    }
}
