using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Sandbox.Native;

namespace UltimateMcp.Sandbox.Spawning;

/// <summary>Reads and writes of descriptors that do not block, waiting on <see cref="DescriptorEvents"/>.</summary>
internal static class PipeTransfer
{
    /// <summary>Reads what is there; 0 at the end of the stream.</summary>
    internal static async ValueTask<int> ReadAsync(SafeFileHandle file, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var count = ReadNow(file, buffer.Span);
            if (count >= 0)
            {
                return count;
            }

            await DescriptorEvents.Shared.WaitAsync(file, Constants.PollIn, cancellationToken);
        }
    }

    /// <summary>Writes all of it; false when the reader is gone.</summary>
    internal static async ValueTask<bool> WriteAsync(SafeFileHandle file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            var count = Write(file, bytes.Span);
            switch (count)
            {
                case -Constants.ErrorBrokenPipe:
                    return false;
                case -Constants.ErrorAgain:
                    await DescriptorEvents.Shared.WaitAsync(file, Constants.PollOut, cancellationToken);
                    break;
                default:
                    bytes = bytes[count..];
                    break;
            }
        }

        return true;
    }

    /// <summary>Number of bytes read, or −1 when none are there yet.</summary>
    private static unsafe int ReadNow(SafeFileHandle file, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                var count = (int)Libc.Read(file, pointer, buffer.Length);
                if (count >= 0)
                {
                    return count;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case Constants.ErrorInterrupted:
                        break;
                    case Constants.ErrorAgain:
                        return -1;
                    case var error:
                        throw new Win32Exception(error);
                }
            }
        }
    }

    /// <summary>Number of bytes written, or the error negated.</summary>
    private static unsafe int Write(SafeFileHandle file, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            while (true)
            {
                var count = (int)Libc.Write(file, pointer, bytes.Length);
                if (count >= 0)
                {
                    return count;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case Constants.ErrorInterrupted:
                        break;
                    case Constants.ErrorAgain:
                        return -Constants.ErrorAgain;
                    case Constants.ErrorBrokenPipe:
                        return -Constants.ErrorBrokenPipe;
                    case var error:
                        throw new Win32Exception(error);
                }
            }
        }
    }
}
