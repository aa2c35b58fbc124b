using System.Text;
using ModelContextProtocol.Protocol;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Tests.Server.Hosting.Stdio;

public sealed class LineWriterTests : IDisposable
{
    private readonly OpenRequests _requests = new();
    private readonly HeldStream _host = new();
    private readonly List<IOException> _broken = [];
    private readonly LineWriter _writer;

    public LineWriterTests() => _writer = new LineWriter(_host, _requests, _broken.Add);

    public void Dispose() => _host.Dispose();

    [Fact]
    public void The_reply_to_the_only_open_request_is_written_before_the_call_returns()
    {
        _host.Release();
        _requests.Open(new RequestId(1));

        var written = _writer.WriteAsync("one\n"u8, new RequestId(1));

        Assert.True(written.IsCompletedSuccessfully);
        Assert.Equal(["one\n"], _host.Writes);
        Assert.Equal(0, _requests.Count);
    }

    [Fact]
    public async Task What_comes_while_one_line_is_being_written_follows_in_order_and_in_one_piece()
    {
        Open(4);

        var first = _writer.WriteAsync("one\n"u8, new RequestId(1));
        await _host.Entered.InTime();
        var second = _writer.WriteAsync("two\n"u8, new RequestId(2));
        var third = _writer.WriteAsync("three\n"u8, answered: null);
        var fourth = _writer.WriteAsync("four\n"u8, new RequestId(4));
        _host.Release();
        await Task.WhenAll(first, second, third, fourth).InTime();
        await Eventually.IsTrueAsync(() => _requests.Count == 1);

        Assert.Equal(["one\n", "two\nthree\nfour\n"], _host.Writes);
    }

    [Fact]
    public async Task A_request_is_open_until_its_reply_is_written()
    {
        Open(2);

        await _writer.WriteAsync("one\n"u8, new RequestId(1)).InTime();
        await _host.Entered.InTime();
        var whileWriting = _requests.Count;
        _host.Release();
        await Eventually.IsTrueAsync(() => _requests.Count == 1);

        Assert.Equal(2, whileWriting);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_caller_that_adds_more_than_may_be_pending_waits_until_it_is_written(int more, bool goesOn)
    {
        Open(3);
        await _writer.WriteAsync("first\n"u8, new RequestId(1)).InTime();
        await _host.Entered.InTime();

        var full = _writer.WriteAsync(new byte[LineWriter.MaximumPending + more], new RequestId(2));
        var wentOn = full.IsCompleted;
        _host.Release();
        await full.InTime();
        await Eventually.IsTrueAsync(() => _requests.Count == 1);

        Assert.Equal(goesOn, wentOn);
    }

    [Fact]
    public async Task A_host_that_is_gone_is_reported_and_no_caller_waits()
    {
        Open(2);
        await _writer.WriteAsync("first\n"u8, new RequestId(1)).InTime();
        await _host.Entered.InTime();
        var large = _writer.WriteAsync(new byte[LineWriter.MaximumPending + 1], new RequestId(2));

        _host.Fail();
        await large.InTime();
        await _requests.WhenNoneAsync().InTime();

        Assert.Equal(2, _broken.Count);
    }

    [Fact]
    public async Task A_host_that_leaves_too_much_unread_counts_as_gone()
    {
        Open(4);
        var line = new byte[LineWriter.MaximumUnread / 2];
        await _writer.WriteAsync("first\n"u8, new RequestId(1)).InTime();
        await _host.Entered.InTime();

        _ = _writer.WriteAsync(line, new RequestId(2));
        var full = _writer.WriteAsync(line, new RequestId(3));
        var whileFull = _broken.Count;
        _ = _writer.WriteAsync("x"u8, new RequestId(4));
        var beyond = _broken.Count;
        _host.Release();
        await full.InTime();

        Assert.Equal((0, 1), (whileFull, beyond));
    }

    private void Open(int count)
    {
        for (var id = 1; id <= count; id++)
        {
            _requests.Open(new RequestId(id));
        }
    }

    /// <summary>A host that does not read until it is released, or closes its end then.</summary>
    private sealed class HeldStream : MemoryStream
    {
        private readonly ManualResetEventSlim _released = new();
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<string> _writes = [];
        private bool _isGone;

        /// <summary>Completes when somebody writes.</summary>
        public Task Entered => _entered.Task;

        public IReadOnlyList<string> Writes => _writes;

        public void Release() => _released.Set();

        public void Fail()
        {
            _isGone = true;
            Release();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _entered.TrySetResult();
            _released.Wait(TestTimeout.Limit);
            if (_isGone)
            {
                throw new IOException("gone");
            }

            _writes.Add(Encoding.UTF8.GetString(buffer));
        }

        protected override void Dispose(bool disposing)
        {
            _released.Dispose();
            base.Dispose(disposing);
        }
    }
}
