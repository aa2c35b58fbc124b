using System.Threading.Channels;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Tests.Server.Calls;

public class HeartbeatTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TestCallChain _chain = new(new CallOptions { CallsPerSecond = 0, MaxConcurrentCalls = 1 });
    private readonly Channel<ProgressNote> _notes = Channel.CreateUnbounded<ProgressNote>();
    private readonly TaskCompletionSource<ToolReply> _release = new();
    private readonly TaskCompletionSource _running = new();
    private string? _status;

    [Fact]
    public async Task A_running_call_sends_progress_each_second()
    {
        var call = Call();
        await _running.Task.InTime();

        _chain.Time.Advance(Second);
        var first = await NextAsync();
        _status = "\u001b[32mcompiling\u001b[0m";
        _chain.Time.Advance(Second);
        var second = await NextAsync();
        _release.SetResult(TestTool.Reply);
        await call.InTime();

        Assert.Equal(new ProgressNote(Second, TimeSpan.FromSeconds(30), "1 s"), first);
        Assert.Equal(new ProgressNote(2 * Second, TimeSpan.FromSeconds(30), "2 s: compiling"), second);
    }

    [Fact]
    public async Task There_is_no_progress_within_the_first_second()
    {
        var call = Call();
        await _running.Task.InTime();

        _chain.Time.Advance(Second - TimeSpan.FromTicks(1));
        _release.SetResult(TestTool.Reply);
        await call.InTime();

        Assert.False(_notes.Reader.TryRead(out _));
    }

    [Fact]
    public async Task No_progress_follows_the_reply()
    {
        var call = Call();
        await _running.Task.InTime();
        _release.SetResult(TestTool.Reply);
        await call.InTime();

        _chain.Time.Advance(10 * Second);

        Assert.False(_notes.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Without_a_token_no_timer_runs()
    {
        var call = _chain.CallAsync(Tool());
        await _running.Task.InTime();

        _chain.Time.Advance(5 * Second);
        _release.SetResult(TestTool.Reply);

        Assert.False((await call.InTime()).IsError);
    }

    [Fact]
    public async Task A_waiting_call_reports_how_many_are_ahead_and_then_its_own_status()
    {
        var slot = new TaskCompletionSource<ToolReply>();
        var held = _chain.CallAsync(TestTool.That((_, _) => slot.Task));
        var alsoWaiting = _chain.CallAsync(TestTool.ThatReplies());
        var call = Call();

        _chain.Time.Advance(Second);
        var waiting = await NextAsync();
        slot.SetResult(TestTool.Reply);
        await _running.Task.InTime();
        _status = "at work";
        _chain.Time.Advance(Second);
        var working = await NextAsync();
        _release.SetResult(TestTool.Reply);
        await Task.WhenAll(held, alsoWaiting, call).InTime();

        Assert.Equal(new ProgressNote(Second, null, "1 s: waiting, 1 ahead"), waiting);
        Assert.Equal(new ProgressNote(2 * Second, TimeSpan.FromSeconds(30), "2 s: at work"), working);
    }

    [Fact]
    public async Task The_reply_waits_for_a_note_that_is_still_being_written()
    {
        var writing = new TaskCompletionSource();
        var written = new TaskCompletionSource();
        var call = _chain.CallAsync(Tool(), origin: new CallOrigin(SendProgress: (_, _) =>
        {
            writing.TrySetResult();
            return written.Task;
        }));
        await _running.Task.InTime();
        _chain.Time.Advance(Second);
        await writing.Task.InTime();

        _release.SetResult(TestTool.Reply);
        var repliedTooEarly = call.IsCompleted;
        written.SetResult();

        Assert.False((await call.InTime()).IsError);
        Assert.False(repliedTooEarly);
    }

    [Fact]
    public async Task A_slow_client_gets_no_two_notes_at_once()
    {
        var first = new TaskCompletionSource();
        var written = new TaskCompletionSource();
        var sent = 0;
        var call = _chain.CallAsync(Tool(), origin: new CallOrigin(SendProgress: (note, _) =>
        {
            Interlocked.Increment(ref sent);
            first.TrySetResult();
            return written.Task;
        }));
        await _running.Task.InTime();
        _chain.Time.Advance(Second);
        await first.Task.InTime();

        _chain.Time.Advance(5 * Second);
        var whileWriting = Volatile.Read(ref sent);
        _release.SetResult(TestTool.Reply);
        written.SetResult();
        await call.InTime();

        Assert.Equal(1, whileWriting);
    }

    [Fact]
    public async Task A_client_that_cannot_be_sent_progress_still_gets_its_reply()
    {
        var tried = new TaskCompletionSource();
        var call = _chain.CallAsync(Tool(), origin: new CallOrigin(SendProgress: (_, _) =>
        {
            tried.TrySetResult();
            throw new IOException("gone");
        }));
        await _running.Task.InTime();
        _chain.Time.Advance(Second);
        await tried.Task.InTime();

        _release.SetResult(TestTool.Reply);

        Assert.False((await call.InTime()).IsError);
        Assert.Equal("Progress of call_1 stopped: IOException", Assert.Single(_chain.Errors.All).Text);
    }

    [Fact]
    public async Task A_cancelled_call_sends_no_more_progress()
    {
        using var cancellation = new CancellationTokenSource();
        var call = _chain.CallAsync(
            TestTool.That((_, token) => new TaskCompletionSource<ToolReply>().Task.WaitAsync(token)),
            origin: Listening(),
            cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        _chain.Time.Advance(5 * Second);

        Assert.False(_notes.Reader.TryRead(out _));
        Assert.Empty(_chain.Errors.All);
    }

    [Fact]
    public void A_message_has_200_characters_and_not_one_more()
    {
        var most = Heartbeat.MaximumMessage - "12 s: ".Length;

        Assert.Equal("12 s: " + new string('x', most), Heartbeat.Message(12.9 * Second, new string('x', most)));
        Assert.Equal("12 s: " + new string('x', most - 1) + "…", Heartbeat.Message(12.9 * Second, new string('x', most + 1)));
    }

    private Task<CallOutcome> Call() => _chain.CallAsync(Tool(), origin: Listening());

    private TestTool Tool() => TestTool.That((context, _) =>
    {
        context.Progress = new CallProgress(TimeSpan.FromSeconds(30), () => _status);
        _running.SetResult();
        return _release.Task;
    });

    private CallOrigin Listening() =>
        new(SendProgress: async (note, cancellationToken) => await _notes.Writer.WriteAsync(note, cancellationToken));

    private Task<ProgressNote> NextAsync() => _notes.Reader.ReadAsync(TestContext.Current.CancellationToken).InTime();
}
