using System.Text;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// Writes lines for the user to stderr. Many hosts never read it: once the pipe is full, further lines are dropped,
/// because a server that waited would hang forever. The log file has all of them.
/// </summary>
internal sealed class StandardError(Stream stream)
{
    /// <summary>PIPE_BUF: writes to a pipe up to this size are atomic.</summary>
    private const int LongestLine = 4096;

    private readonly Lock _lock = new();

    public void WriteLine(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        for (var start = 0; start < bytes.Length; start += LongestLine)
        {
            Write(bytes.AsSpan(start, Math.Min(LongestLine, bytes.Length - start)));
        }
    }

    private void Write(ReadOnlySpan<byte> piece)
    {
        lock (_lock)
        {
            try
            {
                if (stream is not DescriptorStream { IsWritable: false })
                {
                    stream.Write(piece);
                }
            }
            catch (IOException)
            {
                // Nobody reads stderr.
            }
        }
    }
}
