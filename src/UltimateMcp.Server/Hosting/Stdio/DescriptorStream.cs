using System.Runtime.InteropServices;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// A descriptor read and written with blocking calls. Not a <see cref="FileStream"/>, which takes EAGAIN for a fault: hosts hand over
/// sockets and pipes that they have made non-blocking. Whatever goes wrong is an <see cref="IOException"/>.
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

    /// <summary>Whether a short write (a pipe's PIPE_BUF, 4096 bytes) would go through at once.</summary>
    public bool IsWritable => Poll(Libc.PollOut, 0);

    public override unsafe int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = Libc.Read(descriptor, start, buffer.Length);
                if (count >= 0)
                {
                    return (int)count;
                }

                WaitOrThrow(Libc.PollIn);
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
                var count = Libc.Write(descriptor, start + written, buffer.Length - written);
                if (count >= 0)
                {
                    written += count;
                }
                else
                {
                    WaitOrThrow(Libc.PollOut);
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

    private void WaitOrThrow(short wanted)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error == Libc.TryAgain)
        {
            Poll(wanted, Forever);
        }
        else if (error != Libc.Interrupted)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        }
    }

    private bool Poll(short wanted, int milliseconds)
    {
        var request = new Libc.PollRequest { Descriptor = descriptor, Wanted = wanted };
        return Libc.Poll(ref request, 1, milliseconds) > 0 && (request.Seen & wanted) != 0;
    }
}
