using UltimateMcp.Sandbox;

namespace UltimateMcp.Server.Hosting.Logs;

/// <summary>Ignores write errors, such as a full disk: a log that cannot be written must not stop the server.</summary>
internal sealed class BestEffortStream(Stream stream) : Stream
{
    public override bool CanRead => stream.CanRead;

    public override bool CanSeek => stream.CanSeek;

    public override bool CanWrite => stream.CanWrite;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => stream.Position = value;
    }

    public override void Flush() => Try(stream.Flush);

    public override int Read(byte[] buffer, int offset, int count) => stream.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);

    public override void SetLength(long value) => stream.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count) => Try(() => stream.Write(buffer, offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Try(stream.Dispose);
        }

        base.Dispose(disposing);
    }

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception lost) when (lost is IOException || ResourceExhaustion.Explain(lost) is not null)
        {
            // stderr has the line too.
        }
    }
}
