using Microsoft.Win32.SafeHandles;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Reads what a program writes to one stream, up to a limit. Past the limit it calls back once and stops reading: the
/// program blocks until it is killed.
/// </summary>
internal sealed class OutputPump : IDisposable
{
    private readonly SafeFileHandle _source;
    private readonly OutputBuffer _buffer;
    private readonly int _cap;
    private int _kept;
    private bool _wasCut;
    private bool _isTaken;

    /// <exception cref="SandboxException">There is not enough memory for the limit.</exception>
    internal OutputPump(SafeFileHandle source, ByteSize cap)
    {
        (_source, _cap) = (source, checked((int)cap.Bytes));

        // One more byte, to detect that there is more.
        _buffer = new OutputBuffer(_cap + 1);
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
                    onOverflow();
                    return;
                }

                lastLine.Append(_buffer.GetSpan().Slice(_kept, count));
                _kept += count;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was read is kept; the caller does not wait for more.
        }
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
