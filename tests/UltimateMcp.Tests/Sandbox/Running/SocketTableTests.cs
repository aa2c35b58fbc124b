using System.Text;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

public class SocketTableTests
{
    [Theory]
    [InlineData("   0: 0100007F:9C40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 27 1 0000000000000000 100 0 0 10 0", 0)]
    [InlineData("  12: 0100007F:9C40 0100007F:D431 01 00000000:00200000 00:00000000 00000000  1000        0 28 1 0000000000000000 20 4 30 10 -1", 0x200000)]
    [InlineData("1234: 0100007F:D431 0100007F:9C40 01 0003FFFF:00000001 01:00000015 00000000  1000        0 29 3", 0x40000)]
    public void Both_queues_of_a_connection_count(string line, long bytes) => Assert.Equal(bytes, SocketTable.QueuesIn(Encoding.ASCII.GetBytes(line)));

    [Theory]
    [InlineData("")]
    [InlineData("  sl  local_address rem_address   st")]
    [InlineData("0: a b c d e")]
    public void A_line_that_is_none_counts_nothing(string line) => Assert.Equal(0, SocketTable.QueuesIn(Encoding.ASCII.GetBytes(line)));

    [Theory]
    [InlineData("sockets: used 17\nTCP: inuse 3 orphan 0 tw 0 alloc 1 mem 238\n", 17)]
    [InlineData("sockets: used 0\n", 0)]
    [InlineData("TCP: inuse 3\n", 0)]
    [InlineData("", 0)]
    public void The_first_line_of_sockstat_tells_how_many_are_used(string text, int sockets) => Assert.Equal(sockets, SocketTable.UsedIn(Encoding.ASCII.GetBytes(text)));
}
