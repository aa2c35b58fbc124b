using System.Buffers;
using ModelContextProtocol.Protocol;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// Writes lines to the host, whole and one after the other, and closes a request when its reply is written. The reply to the only open
/// request is written at once. While others are open it is queued to the thread pool, and all replies that come until then are written by
/// one system call: under load, most of a quick call's time went into waking the host for each reply. Beyond <see cref="MostPending"/>
/// bytes the caller waits until its line is written, so that a host which stops reading holds up its own calls; beyond <see
/// cref="MostUnread"/> bytes the host counts as gone.
/// </summary>
/// <param name="onBroken">Called for each write that fails: the host is gone.</param>
internal sealed class LineWriter(Stream output, OpenRequests requests, Action<IOException> onBroken) : IThreadPoolWorkItem
{
    /// <summary>Bytes that may be queued while nobody waits for them: as many as a pipe holds.</summary>
    public const int MostPending = 64 * 1024;

    /// <summary>Bytes of replies that a host may leave unread.</summary>
    public const int MostUnread = 64 * 1024 * 1024;

    /// <summary>A buffer that grew beyond this for one batch is not kept for the next.</summary>
    private const int LargestKeptBuffer = 1024 * 1024;

    private readonly Lock _lock = new();
    private Batch _next = new();
    private Batch _spare = new();
    private bool _isScheduled;

    /// <param name="line">With its line feed.</param>
    /// <param name="answered">The request that the line answers, if any.</param>
    public Task WriteAsync(ReadOnlySpan<byte> line, RequestId? answered)
    {
        bool mayWait;
        Task written;
        lock (_lock)
        {
            if (_next.Length + (long)line.Length > MostUnread && _next.Length > 0)
            {
                onBroken(new IOException($"The host has left {_next.Length} bytes of replies unread."));
                return Task.CompletedTask;
            }

            _next.Add(line, answered);
            written = _next.Length > MostPending ? _next.Written : Task.CompletedTask;
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

            // The spare batch has been written: only one is being written at a time.
            (_next, _spare) = (_spare, _next);
            _next.Clear();
            return _spare;
        }
    }

    /// <summary>Lines that are written by one system call.</summary>
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
