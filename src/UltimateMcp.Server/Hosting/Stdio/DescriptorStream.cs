using System.Runtime.InteropServices;
using UltimateMcp.Linux;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// A descriptor that is read and written with blocking calls. A <see cref="FileStream"/> fails on EAGAIN, and hosts
/// pass sockets and pipes that they have made non-blocking. Every failure is an <see cref="IOException"/>.
/// </summary>
internal sealed class DescriptorStream(int descriptor) : Stream
{
    private const int Forever = -1;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether a short write (up to PIPE_BUF, 4096 bytes) would succeed at once.</summary>
    public bool IsWritable => Poll(Libc.POLLOUT, 0);

    public override unsafe int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = Libc.read(descriptor, start, buffer.Length);
                if (count >= 0)
                {
                    return (int)count;
                }

                WaitOrThrow(Libc.POLLIN);
            }
        }
    }

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint written = 0;
            while (written < buffer.Length)
            {
                var count = Libc.write(descriptor, start + written, buffer.Length - written);
                if (count >= 0)
                {
                    written += count;
                }
                else
                {
                    WaitOrThrow(Libc.POLLOUT);
                }
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void WaitOrThrow(short events)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error == Libc.EAGAIN)
        {
            Poll(events, Forever);
        }
        else if (error != Libc.EINTR)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        }
    }

    private bool Poll(short events, int milliseconds)
    {
        var request = new PollFd { fd = descriptor, events = events };
        return Libc.poll(ref request, 1, milliseconds) > 0 && (request.revents & events) != 0;
    }
}
