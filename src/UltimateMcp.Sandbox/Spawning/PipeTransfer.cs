using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Spawning;

/// <summary>Reads and writes non-blocking descriptors, waiting with <see cref="DescriptorEvents"/>.</summary>
internal static class PipeTransfer
{
    /// <summary>Reads what is there; 0 at the end of the stream.</summary>
    internal static async ValueTask<int> ReadAsync(SafeFileHandle file, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var count = Read(file, buffer.Span);
            if (count >= 0)
            {
                return count;
            }

            await DescriptorEvents.Shared.WaitAsync(file, Libc.EPOLLIN, cancellationToken);
        }
    }

    /// <summary>Writes everything; false if the reader has closed its end.</summary>
    internal static async ValueTask<bool> WriteAsync(SafeFileHandle file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            var count = Write(file, bytes.Span);
            switch (count)
            {
                case -Libc.EPIPE:
                    return false;
                case -Libc.EAGAIN:
                    await DescriptorEvents.Shared.WaitAsync(file, Libc.EPOLLOUT, cancellationToken);
                    break;
                default:
                    bytes = bytes[count..];
                    break;
            }
        }

        return true;
    }

    private static unsafe int Read(SafeFileHandle file, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            nint count;
            while ((count = Libc.read(file, pointer, buffer.Length)) < 0 && WasInterrupted)
            {
            }

            return Outcome(count);
        }
    }

    private static unsafe int Write(SafeFileHandle file, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            nint count;
            while ((count = Libc.write(file, pointer, bytes.Length)) < 0 && WasInterrupted)
            {
            }

            return Outcome(count);
        }
    }

    private static bool WasInterrupted => Marshal.GetLastPInvokeError() == Libc.EINTR;

    /// <summary>The number of bytes, or the negated errno if it is one that pipes return.</summary>
    private static int Outcome(nint count)
    {
        var error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
        return error switch
        {
            0 => (int)count,
            Libc.EAGAIN or Libc.EPIPE => -error,
            _ => throw new Win32Exception(error),
        };
    }
}
