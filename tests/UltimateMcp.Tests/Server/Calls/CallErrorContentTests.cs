using System.Text;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Tests.Server.Calls;

public class CallErrorContentTests
{
    [Fact]
    public void Both_renderings_of_an_error_hold_its_code_message_and_hint()
    {
        var error = new CallError(CallErrorCode.RateLimited, "Too many.", "Wait.", IsRetryable: true, TimeSpan.FromTicks(10_001));

        Assert.Equal("rate_limited: Too many.\nWait.", CallErrorContent.Text(error));
        Assert.Equal(
            """{"error":{"code":"rate_limited","message":"Too many.","hint":"Wait.","retryable":true,"retry_after_ms":2}}""",
            CallErrorContent.Structured(error).ToString());
    }

    [Fact]
    public void Without_a_wait_the_member_is_left_out() =>
        Assert.Equal(
            """{"error":{"code":"internal","message":"a","hint":"b","retryable":false}}""",
            CallErrorContent.Structured(new CallError(CallErrorCode.Internal, "a", "b")).ToString());

    [Fact]
    public void Codes_keep_their_names() =>
        Assert.Equal(
            ["invalid_argument", "rate_limited", "busy", "sandbox_unavailable", "language_unavailable", "cancelled", "internal"],
            Enum.GetValues<CallErrorCode>().Select(code => code.WireName()));

    [Theory]
    [InlineData('x')]
    [InlineData('\u001b')]
    [InlineData('名')]
    public void However_long_the_message_either_channel_stays_below_64_KB(char letter)
    {
        var words = new string(letter, 1_000_000);

        var error = new CallError(CallErrorCode.Internal, words, words);

        Assert.InRange(Encoding.UTF8.GetByteCount(CallErrorContent.Text(error)), 1, 64 * 1024);
        Assert.InRange(Encoding.UTF8.GetByteCount(CallErrorContent.Structured(error).ToString()), 1, 64 * 1024);
    }
}
