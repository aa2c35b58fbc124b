using Microsoft.Win32.SafeHandles;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Reads what a program writes to one stream, up to a limit. Past the limit it calls back once and stops reading: the
/// program blocks until it is killed. Or it reads on and keeps nothing. Many small writes are collected for a moment:
/// waking the server for each would take processor time from the program.
/// </summary>
internal sealed class OutputPump : IDisposable
{
    private const int SmallRead = 512;
    private const int SmallReadsInARow = 32;

    /// <summary>From here on a pause could make the program wait for room in the pipe, which holds 64 KiB.</summary>
    private const int LargeRead = 32 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly SafeFileHandle _source;
    private readonly OutputBuffer _buffer;
    private readonly int _cap;
    private int _kept;
    private bool _wasCut;
    private bool _dropsExcess;
    private bool _isTaken;
    private int _smallReads;
    private bool _isCollecting;

    /// <exception cref="SandboxException">There is not enough memory for the limit.</exception>
    internal OutputPump(SafeFileHandle source, ByteSize cap)
    {
        (_source, _cap) = (source, checked((int)cap.Bytes));

        // One more byte, to detect that there is more.
        _buffer = new OutputBuffer(_cap + 1);
    }

    /// <summary>Whether what is past the limit is read and dropped.</summary>
    internal bool DropsExcess
    {
        get => Volatile.Read(ref _dropsExcess);
        set => Volatile.Write(ref _dropsExcess, value);
    }

    /// <summary>What has been read.</summary>
    internal ReadOnlySpan<byte> Received => _buffer.GetSpan()[.._kept];

    /// <summary>Reads to the end of the stream, or until the token is cancelled: something may hold the stream open forever.</summary>
    internal async Task RunAsync(LastLine lastLine, Action onOverflow, CancellationToken cancellationToken)
    {
        try
        {
            int count;
            while ((count = await PipeTransfer.ReadAsync(_source, _buffer.Memory[_kept..], cancellationToken)) > 0)
            {
                if (_kept + count > _cap)
                {
                    (_kept, _wasCut) = (_cap, true);
                    if (DropsExcess)
                    {
                        await DropAsync(cancellationToken);
                        return;
                    }

                    onOverflow();
                    return;
                }

                lastLine.Append(_buffer.GetSpan().Slice(_kept, count));
                _kept += count;
                if (ShouldCollect(count))
                {
                    // Not cancelled: what is in the pipe then must still be read.
                    await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was read is kept; the caller does not wait for more.
        }
    }

    private async Task DropAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[LargeRead];
        while (await PipeTransfer.ReadAsync(_source, buffer, cancellationToken) > 0)
        {
            // Nothing of it is kept.
        }
    }

    /// <summary>Whether to pause before the next read, because the program writes small pieces without a pause of its own.</summary>
    private bool ShouldCollect(int count)
    {
        _smallReads = count < SmallRead ? _smallReads + 1 : 0;
        _isCollecting = _isCollecting ? count is >= SmallRead and < LargeRead : _smallReads >= SmallReadsInARow;
        return _isCollecting;
    }

    /// <summary>Call once, after <see cref="RunAsync"/> has completed. The caller then owns the memory.</summary>
    internal CapturedOutput Take()
    {
        _isTaken = true;
        return new CapturedOutput(_buffer.Memory[.._kept], _wasCut) { Owner = _buffer };
    }

    public void Dispose()
    {
        if (!_isTaken)
        {
            ((IDisposable)_buffer).Dispose();
        }
    }
}
