using System.Buffers;
using ModelContextProtocol.Protocol;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// Writes whole lines to the host, one after the other, and closes a request when its reply is written. The reply to
/// the only open request is written at once. While others are open, writing is queued to the thread pool, and all
/// replies that arrive until then are written with one system call: under load, most of the time of a quick call went
/// into waking the host for each reply. Beyond <see cref="MaximumPending"/> bytes the caller waits until its line is
/// written, so that a host that stops reading delays only its own calls; beyond <see cref="MaximumUnread"/> bytes the
/// host counts as gone.
/// </summary>
/// <param name="onBroken">Called for each write that fails: the host is gone.</param>
internal sealed class LineWriter(Stream output, OpenRequests requests, Action<IOException> onBroken) : IThreadPoolWorkItem
{
    /// <summary>Bytes that may be queued before a caller has to wait: the capacity of a pipe.</summary>
    public const int MaximumPending = 64 * 1024;

    /// <summary>Bytes of replies that a host may leave unread.</summary>
    public const int MaximumUnread = 64 * 1024 * 1024;

    /// <summary>A larger buffer is not reused for the next batch.</summary>
    private const int LargestKeptBuffer = 1024 * 1024;

    private readonly Lock _lock = new();
    private Batch _next = new();
    private Batch _spare = new();
    private bool _isScheduled;

    /// <param name="line">Including its line feed.</param>
    /// <param name="answered">The request that the line answers, if any.</param>
    public Task WriteAsync(ReadOnlySpan<byte> line, RequestId? answered)
    {
        bool mayWait;
        Task written;
        lock (_lock)
        {
            if (_next.Length + (long)line.Length > MaximumUnread && _next.Length > 0)
            {
                onBroken(new IOException($"The host has left {_next.Length} bytes of replies unread."));
                return Task.CompletedTask;
            }

            _next.Add(line, answered);
            written = _next.Length > MaximumPending ? _next.Written : Task.CompletedTask;
            if (_isScheduled)
            {
                return written;
            }

            _isScheduled = true;
            mayWait = requests.Count > 1;
        }

        if (mayWait)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else
        {
            Execute();
        }

        return written;
    }

    /// <summary>Writes until nothing is queued.</summary>
    public void Execute()
    {
        while (TakeNext() is { } batch)
        {
            batch.WriteTo(output, requests, onBroken);
        }
    }

    private Batch? TakeNext()
    {
        lock (_lock)
        {
            if (_next.Length == 0)
            {
                _isScheduled = false;
                return null;
            }

            // The spare batch has been written, because only one is written at a time.
            (_next, _spare) = (_spare, _next);
            _next.Clear();
            return _spare;
        }
    }

    /// <summary>Lines that are written with one system call.</summary>
    private sealed class Batch
    {
        private readonly List<RequestId> _answered = [];
        private ArrayBufferWriter<byte> _bytes = new();
        private TaskCompletionSource? _written;

        public int Length => _bytes.WrittenCount;

        /// <summary>Completes when these lines are written or the host is gone.</summary>
        public Task Written => (_written ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Add(ReadOnlySpan<byte> line, RequestId? answered)
        {
            _bytes.Write(line);
            if (answered is { } id)
            {
                _answered.Add(id);
            }
        }

        public void Clear()
        {
            _written = null;
            _answered.Clear();
            _bytes.ResetWrittenCount();
        }

        public void WriteTo(Stream output, OpenRequests requests, Action<IOException> onBroken)
        {
            try
            {
                output.Write(_bytes.WrittenSpan);
                output.Flush();
            }
            catch (IOException broken)
            {
                onBroken(broken);
            }

            requests.Close(_answered);
            _written?.SetResult();
            if (_bytes.Capacity > LargestKeptBuffer)
            {
                _bytes = new ArrayBufferWriter<byte>();
            }
        }
    }
}
