using System.Buffers;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>Keeps what a program writes to one stream, up to a cap. Past the cap it tells so once and reads no further: the program blocks until it is ended.</summary>
internal sealed class OutputPump(SafeFileHandle source, ByteSize cap, RunActivity activity)
{
    private const int ChunkSize = 32 * 1024;

    private readonly List<(byte[] Buffer, int Count)> _chunks = [];
    private long _kept;
    private bool _wasCut;

    /// <summary>Reads to the end of the stream, or until the token is cancelled: something may hold the stream open for ever.</summary>
    internal async Task RunAsync(Action onOverflow, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
                var count = await PipeTransfer.ReadAsync(source, buffer.AsMemory(0, ChunkSize), cancellationToken);
                var room = (int)Math.Min(count, cap.Bytes - _kept);
                Keep(buffer, room);
                if (room < count)
                {
                    _wasCut = true;
                    onOverflow();
                    return;
                }

                if (count == 0)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was read stays; the caller decided that no more is to come.
        }
    }

    /// <summary>Call once, when <see cref="RunAsync"/> has ended.</summary>
    internal CapturedOutput Take()
    {
        var bytes = new byte[_kept];
        var offset = 0;
        foreach (var (buffer, count) in _chunks)
        {
            buffer.AsSpan(0, count).CopyTo(bytes.AsSpan(offset));
            offset += count;
            ArrayPool<byte>.Shared.Return(buffer);
        }

        _chunks.Clear();
        return new CapturedOutput(bytes, _wasCut);
    }

    private void Keep(byte[] buffer, int count)
    {
        if (count == 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return;
        }

        _kept += count;
        if (LastLine.In(buffer.AsSpan(0, count)) is { } line)
        {
            activity.LastLine = line;
        }

        // Small writes are gathered, or a program that writes byte by byte would hold a chunk for each.
        if (_chunks.Count > 0 && _chunks[^1] is var (last, used) && used + count <= last.Length)
        {
            buffer.AsSpan(0, count).CopyTo(last.AsSpan(used));
            _chunks[^1] = (last, used + count);
            ArrayPool<byte>.Shared.Return(buffer);
            return;
        }

        _chunks.Add((buffer, count));
    }
}
