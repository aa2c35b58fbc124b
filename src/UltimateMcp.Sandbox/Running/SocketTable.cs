using System.Buffers;
using System.Buffers.Text;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// What the sockets of a sandbox hold, read from <c>/proc/PID/net</c>: memory of the kernel's own that belongs to no process, so that no limit counts it. Data that waits
/// in a connection over the sandbox's loopback also draws on what the whole machine has for TCP.
/// </summary>
internal static class SocketTable
{
    /// <summary>Data in packets takes about twice its size.</summary>
    private const int Overhead = 2;

    /// <summary>net.core.wmem_default. How full a socket of a pair is cannot be seen, so each counts as full; programs have few.</summary>
    private const long UnixSocket = 212_992;

    /// <summary>So many go uncounted: for each read of a table of TCP the kernel walks what it holds for the whole machine, which takes milliseconds.</summary>
    private const int Uncounted = 8;

    private const int BufferSize = 256 * 1024;
    private const int QueuesField = 4;

    private static readonly string[] Internet = ["tcp", "tcp6", "udp", "udp6"];

    internal static ByteSize HeldBy(int process)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var bytes = UsedIn(ProcessTable.Read($"/proc/{process}/net/sockstat", buffer)) > Uncounted ? SumOf(process, buffer) : 0;
        ArrayPool<byte>.Shared.Return(buffer);
        return new ByteSize(bytes);
    }

    /// <summary>The sockets of the network namespace, from <c>sockets: used N</c>, the first line of sockstat.</summary>
    internal static int UsedIn(ReadOnlySpan<byte> sockstat)
    {
        var used = "sockets: used "u8;
        return sockstat.StartsWith(used) && Utf8Parser.TryParse(sockstat[used.Length..], out int sockets, out _) ? sockets : 0;
    }

    /// <summary><c>tx_queue:rx_queue</c> in hex, the fifth field of a line of proc_net_tcp.</summary>
    internal static long QueuesIn(ReadOnlySpan<byte> line)
    {
        var fields = line.Trim((byte)' ');
        var field = 0;
        foreach (var part in fields.Split((byte)' '))
        {
            var text = fields[part];
            if (text.IsEmpty || field++ < QueuesField)
            {
                continue;
            }

            var colon = text.IndexOf((byte)':');
            return colon > 0
                && Utf8Parser.TryParse(text[..colon], out long sent, out _, 'x')
                && Utf8Parser.TryParse(text[(colon + 1)..], out long received, out _, 'x')
                    ? sent + received
                    : 0;
        }

        return 0;
    }

    private static long SumOf(int process, byte[] buffer)
    {
        var bytes = UnixSocket * Sum(process, "unix", buffer, static _ => 1);
        foreach (var protocol in Internet)
        {
            bytes += Overhead * Sum(process, protocol, buffer, QueuesIn);
        }

        return bytes;
    }

    /// <summary>Over all lines but the first, which names the fields. What does not fit the buffer is more than any limit.</summary>
    private static long Sum(int process, string protocol, byte[] buffer, Func<ReadOnlySpan<byte>, long> valueOf)
    {
        var text = ProcessTable.Read($"/proc/{process}/net/{protocol}", buffer);
        long sum = 0;
        var isFirst = true;
        foreach (var line in text.Split((byte)'\n'))
        {
            sum += isFirst || text[line].IsEmpty ? 0 : valueOf(text[line]);
            isFirst = false;
        }

        return sum;
    }
}
