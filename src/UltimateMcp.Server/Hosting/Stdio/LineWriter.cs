using System.Buffers;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// Writes lines to the host, whole and one after the other. Who finds nobody writing writes, and takes along what others bring meanwhile: under load
/// one system call carries many replies. Who brings a line waits until it is written, so that a host which stops reading holds up its own calls
/// and nothing piles up here.
/// </summary>
internal sealed class LineWriter(Stream output)
{
    /// <summary>A buffer that grew beyond this for one batch is not kept for the next.</summary>
    private const int LargestKeptBuffer = 1024 * 1024;

    private readonly Lock _lock = new();
    private Batch _next = new();
    private Batch _spare = new();
    private bool _isWriting;

    /// <param name="line">With its line feed.</param>
    /// <exception cref="IOException">The host is gone.</exception>
    public Task WriteAsync(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            _next.Add(line);
            if (_isWriting)
            {
                return _next.Written;
            }

            _isWriting = true;
        }

        return WriteBatches();
    }

    /// <summary>Writes its own batch and all that comes meanwhile.</summary>
    private Task WriteBatches()
    {
        var own = Task.CompletedTask;
        for (var isOwn = true; TakeNext() is { } batch; isOwn = false)
        {
            var failure = batch.WriteTo(output);
            if (isOwn && failure is not null)
            {
                own = Task.FromException(failure);
            }
        }

        return own;
    }

    private Batch? TakeNext()
    {
        lock (_lock)
        {
            if (_next.IsEmpty)
            {
                _isWriting = false;
                return null;
            }

            // The spare one was written before: only one batch is being written at a time.
            (_next, _spare) = (_spare, _next);
            _next.Clear(LargestKeptBuffer);
            return _spare;
        }
    }

    /// <summary>Lines that are written by one call.</summary>
    private sealed class Batch
    {
        private ArrayBufferWriter<byte> _bytes = new();
        private TaskCompletionSource? _written;

        public bool IsEmpty => _bytes.WrittenCount == 0;

        /// <summary>For those who do not write it themselves. Only asked for before it is taken.</summary>
        public Task Written => (_written ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Add(ReadOnlySpan<byte> line) => _bytes.Write(line);

        public void Clear(int largestKept)
        {
            _written = null;
            if (_bytes.Capacity > largestKept)
            {
                _bytes = new ArrayBufferWriter<byte>();
            }

            _bytes.ResetWrittenCount();
        }

        /// <summary>Null, or why it could not be written.</summary>
        public IOException? WriteTo(Stream output)
        {
            try
            {
                output.Write(_bytes.WrittenSpan);
                output.Flush();
                _written?.SetResult();
                return null;
            }
            catch (IOException broken)
            {
                _written?.SetException(broken);
                return broken;
            }
        }
    }
}
