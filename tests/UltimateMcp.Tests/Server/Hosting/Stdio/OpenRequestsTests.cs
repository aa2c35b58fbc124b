using ModelContextProtocol.Protocol;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Tests.Server.Hosting.Stdio;

public class OpenRequestsTests
{
    private readonly OpenRequests _requests = new();

    [Fact]
    public void None_is_open_at_the_start() => Assert.True(_requests.WhenNoneAsync().IsCompletedSuccessfully);

    [Fact]
    public void The_same_id_may_be_open_twice()
    {
        _requests.Open(new RequestId(1));
        _requests.Open(new RequestId(1));

        _requests.Close(new RequestId(1));

        Assert.False(_requests.WhenNoneAsync().IsCompleted);
        Assert.Equal(1, _requests.Count);
    }

    [Fact]
    public async Task The_last_answer_ends_the_wait()
    {
        _requests.Open(new RequestId(1));
        _requests.Open(new RequestId("1"));
        var none = _requests.WhenNoneAsync();

        _requests.Close(new RequestId(1));
        _requests.Close(new RequestId("1"));

        await none.InTime();
    }

    [Fact]
    public void An_answer_after_the_cancellation_counts_nothing()
    {
        _requests.Open(new RequestId(1));
        _requests.Open(new RequestId(2));

        _requests.Close(new RequestId(1));
        _requests.Close(new RequestId(1));

        Assert.Equal(1, _requests.Count);
    }
}
