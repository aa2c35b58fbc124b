using Microsoft.Extensions.Logging;
using UltimateMcp.Code;
using UltimateMcp.Sandbox;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Calls.Limits;

namespace UltimateMcp.Tests.Server.Calls;

public class CallChainTests
{
    [Fact]
    public async Task A_call_is_answered_with_the_tools_reply_and_its_own_id()
    {
        var chain = new TestCallChain();
        string? seen = null;
        var tool = TestTool.That((context, _) =>
        {
            seen = context.Id;
            chain.Time.Advance(TimeSpan.FromSeconds(3));
            return Task.FromResult(TestTool.Reply);
        });

        var outcome = await chain.CallAsync(tool);

        Assert.Same(TestTool.Reply, outcome.Reply);
        Assert.False(outcome.IsError);
        Assert.Equal("call_1", outcome.CallId);
        Assert.Equal("call_1", seen);
        Assert.Equal(TimeSpan.FromSeconds(3), outcome.Duration);
    }

    [Fact]
    public async Task A_refusal_by_the_tool_keeps_its_message()
    {
        var error = new CallError(CallErrorCode.LanguageUnavailable, "No node here.", "Install node.");

        var outcome = await new TestCallChain().CallAsync(TestTool.ThatThrows(new CallException(error)));

        Assert.Same(error, outcome.Error);
    }

    [Fact]
    public async Task Invalid_arguments_cost_neither_token_nor_slot_nor_a_run()
    {
        var chain = new TestCallChain(new CallOptions { CallsPerSecond = 1, MaxConcurrentCalls = 1 });
        var runs = 0;
        var tool = TestTool.That(
            (_, _) => Task.FromResult(TestTool.Reply with { Text = $"{++runs}" }), TestTool.Define(bucket: Bucket.PerSecond));

        var refused = await chain.CallAsync(tool, """{"txet":"x"}""");
        var served = await chain.CallAsync(tool, """{"text":"x"}""");

        Assert.Equal(CallErrorCode.InvalidArgument, refused.Error?.Code);
        Assert.Equal("1", served.Reply?.Text);
    }

    [Fact]
    public async Task A_spent_bucket_refuses_without_a_run_and_says_how_long_to_wait()
    {
        var chain = new TestCallChain(new CallOptions { ExecutionsPerMinute = 1 });
        var tool = TestTool.ThatReplies(TestTool.Define(bucket: Bucket.PerMinute));
        await chain.CallAsync(tool);
        chain.Time.Advance(TimeSpan.FromSeconds(20));

        var refused = await chain.CallAsync(tool);

        Assert.Equal(CallErrorCode.RateLimited, refused.Error?.Code);
        Assert.True(refused.Error?.IsRetryable);
        Assert.Equal(TimeSpan.FromSeconds(40), refused.Error?.RetryAfter);
    }

    [Fact]
    public async Task A_call_that_cost_nothing_gives_its_token_back()
    {
        var chain = new TestCallChain(new CallOptions { ExecutionsPerMinute = 1 });
        var free = TestTool.That(
            (_, _) => Task.FromResult(TestTool.Reply with { GivesTokenBack = true }), TestTool.Define(bucket: Bucket.PerMinute));
        var paid = TestTool.ThatReplies(TestTool.Define(bucket: Bucket.PerMinute));

        for (var i = 0; i < 20; i++)
        {
            Assert.False((await chain.CallAsync(free)).IsError);
        }

        Assert.False((await chain.CallAsync(paid)).IsError);
        Assert.Equal(TimeSpan.FromMinutes(1), (await chain.CallAsync(free)).Error?.RetryAfter);
    }

    [Fact]
    public async Task A_call_that_fails_keeps_its_token()
    {
        var chain = new TestCallChain(new CallOptions { ExecutionsPerMinute = 1 });
        var tool = TestTool.That((_, _) => throw new InvalidDataException("bug"), TestTool.Define(bucket: Bucket.PerMinute));

        await chain.CallAsync(tool);

        Assert.Equal(CallErrorCode.RateLimited, (await chain.CallAsync(tool)).Error?.Code);
    }

    [Fact]
    public async Task Health_is_answered_while_every_slot_is_taken_and_its_bucket_is_empty()
    {
        var chain = new TestCallChain(new CallOptions { CallsPerSecond = 1, MaxConcurrentCalls = 1 });
        var release = new TaskCompletionSource<ToolReply>();
        var held = chain.CallAsync(TestTool.That((_, _) => release.Task));
        var health = TestTool.ThatReplies(TestTool.Define("health", bucket: Bucket.PerSecond, skipsGate: true));

        var first = await chain.CallAsync(health);
        var second = await chain.CallAsync(health);

        Assert.False(first.IsError);
        Assert.False(second.IsError);
        Assert.False(held.IsCompleted);
        release.SetResult(TestTool.Reply);
        await held.InTime();
    }

    [Fact]
    public async Task A_slot_is_given_back_by_every_kind_of_end()
    {
        var chain = new TestCallChain(new CallOptions { CallsPerSecond = 0, MaxConcurrentCalls = 1 });
        using var cancellation = new CancellationTokenSource();
        var cancelled = chain.CallAsync(TestTool.That(UntilCancelledAsync), cancellationToken: cancellation.Token);

        await chain.CallAsync(TestTool.ThatReplies(TestTool.Define(skipsGate: true)));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await chain.CallAsync(TestTool.ThatThrows(new InvalidDataException("bug"))).InTime();
        await chain.CallAsync(TestTool.ThatThrows(new CallException(ExceptionMapper.Cancelled))).InTime();
        var last = await chain.CallAsync(TestTool.ThatReplies()).InTime();

        Assert.False(last.IsError);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_in_line_never_runs()
    {
        var chain = new TestCallChain(new CallOptions { CallsPerSecond = 0, MaxConcurrentCalls = 1 });
        var release = new TaskCompletionSource<ToolReply>();
        var held = chain.CallAsync(TestTool.That((_, _) => release.Task));
        using var cancellation = new CancellationTokenSource();
        var ran = false;
        var waiting = chain.CallAsync(
            TestTool.That((_, _) => Task.FromResult(TestTool.Reply with { Text = $"{ran = true}" })),
            cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTime());
        release.SetResult(TestTool.Reply);
        await held.InTime();
        await chain.CallAsync(TestTool.ThatReplies()).InTime();

        Assert.False(ran);
    }

    [Fact]
    public async Task A_call_beyond_the_longest_line_is_refused_as_busy()
    {
        var chain = new TestCallChain(new CallOptions { CallsPerSecond = 0, MaxConcurrentCalls = 1 });
        var release = new TaskCompletionSource<ToolReply>();
        var tool = TestTool.That((_, _) => release.Task);
        var served = Enumerable.Range(0, 1 + Gate.MaximumWaiting).Select(_ => chain.CallAsync(tool)).ToArray();

        var refused = await chain.CallAsync(tool).InTime();
        release.SetResult(TestTool.Reply);
        var outcomes = await Task.WhenAll(served).InTime();

        Assert.Equal(CallErrorCode.Busy, refused.Error?.Code);
        Assert.True(refused.Error?.IsRetryable);
        Assert.NotNull(refused.Error?.RetryAfter);
        Assert.All(outcomes, outcome => Assert.False(outcome.IsError));
    }

    [Fact]
    public async Task Without_isolation_the_exact_fix_reaches_the_model()
    {
        var failure = new SandboxException(SandboxError.Unavailable, "No user namespaces.", "Run sysctl x.");

        var outcome = await new TestCallChain().CallAsync(TestTool.ThatThrows(failure));

        Assert.Equal(new CallError(CallErrorCode.SandboxUnavailable, "No user namespaces.", "Run sysctl x."), outcome.Error);
    }

    [Theory]
    [InlineData(CodeError.LanguageUnavailable, nameof(CallErrorCode.LanguageUnavailable))]
    [InlineData(CodeError.InvalidRequest, nameof(CallErrorCode.InvalidArgument))]
    public async Task An_error_of_the_code_module_keeps_its_message_and_hint_and_is_not_logged(CodeError error, string code)
    {
        var chain = new TestCallChain();

        var outcome = await chain.CallAsync(TestTool.ThatThrows(new CodeException(error, "No node here.", "Install node.")));

        Assert.Equal(new CallError(Enum.Parse<CallErrorCode>(code), "No node here.", "Install node."), outcome.Error);
        Assert.Empty(chain.Errors.All);
    }

    [Fact]
    public void Every_error_of_the_code_module_has_its_code() =>
        Assert.All(Enum.GetValues<CodeError>(), error => Assert.NotEqual(
            CallErrorCode.Internal,
            new ExceptionMapper(new LogLines<CallChain>()).ToError(new CodeException(error, "m", "h"), TestTool.Define(), "call_1").Code));

    public static TheoryData<Exception> FailedStarts =>
    [
        new SandboxException(SandboxError.Unavailable, "No user namespaces.", "Run sysctl x."),
        new SandboxException(SandboxError.Exhausted, "Too many open files.", "Raise it."),
        new SandboxException(SandboxError.Failed, "spawn: errno 11"),
        new System.ComponentModel.Win32Exception(24),
        new IOException("No room.", 12),
    ];

    [Theory]
    [MemberData(nameof(FailedStarts))]
    public async Task A_failed_start_is_one_line_in_the_log_of_an_ordinary_level(Exception failure)
    {
        var chain = new TestCallChain();

        await chain.CallAsync(TestTool.ThatThrows(failure));

        var lines = chain.Errors.All.Concat(chain.Records.All).Where(line => line.Level >= LogLevel.Information);
        Assert.StartsWith("sample call_1: the sandbox ", Assert.Single(lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_the_sandbox_is_retryable()
    {
        var chain = new TestCallChain();

        var outcome = await chain.CallAsync(TestTool.ThatThrows(new SandboxException(SandboxError.Failed, "spawn: errno 11")));

        Assert.Equal(CallErrorCode.Internal, outcome.Error?.Code);
        Assert.True(outcome.Error?.IsRetryable);
        Assert.DoesNotContain("errno", outcome.Error?.Message, StringComparison.Ordinal);
        var line = Assert.Single(chain.Errors.All);
        Assert.Contains(Reference(outcome), line.Text, StringComparison.Ordinal);
        Assert.IsType<SandboxException>(line.Exception);
    }

    [Fact]
    public async Task A_bug_is_reported_by_a_reference_and_its_message_stays_in_the_trace_log()
    {
        var chain = new TestCallChain();

        var outcome = await chain.CallAsync(TestTool.ThatThrows(new InvalidDataException("secret words", new FormatException("more"))));

        Assert.Equal(CallErrorCode.Internal, outcome.Error?.Code);
        Assert.False(outcome.Error?.IsRetryable);
        Assert.DoesNotContain("secret", outcome.Error?.Message, StringComparison.Ordinal);
        Assert.Collection(
            chain.Errors.All,
            line =>
            {
                Assert.Equal(LogLevel.Error, line.Level);
                Assert.Contains(Reference(outcome), line.Text, StringComparison.Ordinal);
                Assert.Contains("System.IO.InvalidDataException < System.FormatException", line.Text, StringComparison.Ordinal);
                Assert.Contains(nameof(CallChain), line.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("secret", line.Text, StringComparison.Ordinal);
                Assert.Null(line.Exception);
            },
            line =>
            {
                Assert.Equal(LogLevel.Trace, line.Level);
                Assert.Equal("secret words", line.Exception?.Message);
            });
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_bug()
    {
        var outcome = await new TestCallChain().CallAsync(TestTool.ThatThrows(new OperationCanceledException()));

        Assert.Equal(CallErrorCode.Internal, outcome.Error?.Code);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_does_not_run()
    {
        var ran = false;
        var tool = TestTool.That((_, _) => Task.FromResult(TestTool.Reply with { Text = $"{ran = true}" }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new TestCallChain().CallAsync(tool, cancellationToken: new CancellationToken(true)));

        Assert.False(ran);
    }

    [Fact]
    public async Task Every_call_is_recorded_once_without_text_of_the_user()
    {
        var chain = new TestCallChain(new CallOptions { CallsPerSecond = 1 });
        using var cancellation = new CancellationTokenSource();
        var origin = new CallOrigin("desk\u001b[31m\nhost", "1.2");
        var limited = TestTool.ThatReplies(TestTool.Define("limited", bucket: Bucket.PerSecond));
        var cancelled = chain.CallAsync(TestTool.That(UntilCancelledAsync), origin: origin, cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.InTime());
        await chain.CallAsync(limited, """{"text":"my words"}""", origin);
        await chain.CallAsync(limited, """{"text":"my words"}""", origin);
        await chain.CallAsync(limited, """{"mine":"my words"}""", origin);
        await chain.CallAsync(TestTool.ThatThrows(new InvalidDataException("my words")));

        Assert.Equal(
            """
            sample call_1: cancelled after 0.0 ms, for desk host 1.2
            limited call_2: ok after 0.0 ms, for desk host 1.2
            limited call_3: rate_limited after 0.0 ms, for desk host 1.2
            limited call_4: invalid_argument after 0.0 ms, for desk host 1.2
            sample call_5: internal after 0.0 ms, for unknown
            """,
            string.Join('\n', chain.Records.All.Select(line => line.Text)));
    }

    [Fact]
    public async Task A_reply_made_after_the_cancellation_is_recorded_as_cancelled()
    {
        var chain = new TestCallChain();
        using var cancellation = new CancellationTokenSource();
        var tool = TestTool.That(async (_, _) =>
        {
            await cancellation.CancelAsync();
            return TestTool.Reply;
        });

        await chain.CallAsync(tool, cancellationToken: cancellation.Token);

        Assert.Contains("call_1: cancelled", Assert.Single(chain.Records.All).Text, StringComparison.Ordinal);
    }

    private static string Reference(CallOutcome outcome) => outcome.Error!.Message.TrimEnd('.').Split(' ')[^1];

    private static Task<ToolReply> UntilCancelledAsync(CallContext context, CancellationToken cancellationToken) =>
        new TaskCompletionSource<ToolReply>().Task.WaitAsync(cancellationToken);
}
