using System.Text;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

/// <summary>What is read of <c>/proc</c>, where a program has written its own name into the text.</summary>
public class ProcessStatusTests
{
    private const string Fields =
        "\nUmask:\t0022\nState:\tR (running)\nFDSize:\t64\nVmSize:\t    9000 kB\nVmHWM:\t    5000 kB\n"
        + "VmData:\t    3500 kB\nVmRSS:\t    4600 kB\nRssAnon:\t    3000 kB\n"
        + "RssFile:\t    1500 kB\nRssShmem:\t     100 kB\nVmPTE:\t      40 kB\nVmSwap:\t       8 kB\nThreads:\t3\n";

    [Theory]
    [InlineData("Name:\tpython")]
    [InlineData("Name:\tRssAnon: 0")]
    [InlineData("Name:\t\\nRssAnon: 0")]
    [InlineData("Name:\tRssAnon:\\t0 kB\\n")]
    [InlineData("Name:\tThreads: 9")]
    public void A_field_is_only_what_begins_a_line(string name)
    {
        var status = ProcessStatus.Parse(Encoding.ASCII.GetBytes(name + Fields));

        Assert.Equal(
            new ProcessStatus(
                Pages: ByteSize.FromKibibytes(3108),
                PageTables: ByteSize.FromKibibytes(40),
                PeakMemory: ByteSize.FromKibibytes(5000),
                Data: ByteSize.FromKibibytes(3500),
                AddressSpace: ByteSize.FromKibibytes(9000),
                DescriptorSlots: 64,
                Threads: 3),
            status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Name:\tgone\nState:\tZ (zombie)\n")]
    [InlineData("Name:\tx\nRssAnon:\t\nVmPTE:\tx kB\n")]
    public void What_does_not_tell_counts_as_nothing(string text) =>
        Assert.Equal(ByteSize.Zero, ProcessStatus.Parse(Encoding.ASCII.GetBytes(text)).Memory);

    [Theory]
    [InlineData("5 (python) S 1 5 5 0 -1 4194560 1 2 3 4 100 20 3 4 20 0 1 0", 1.27)]
    [InlineData("5 (a) R 1 1 1 1) S 1 5 5 0 -1 4194560 1 2 3 4 100 20 3 4 20 0 1 0", 1.27)]
    [InlineData("", 0)]
    public void The_name_in_stat_ends_with_the_last_bracket(string stat, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ProcessTable.CpuTimeIn(Encoding.ASCII.GetBytes(stat)));

    [Fact]
    public void Of_shared_pages_each_process_has_its_share()
    {
        var rollup =
            "55d0c0a00000-7ffd5b5f3000 ---p 00000000 00:00 0   [rollup]\n"u8
            + "Rss: 900 kB\nPss: 500 kB\nPss_Anon: 300 kB\nPss_File: 180 kB\nPss_Shmem: 20 kB\nSwapPss: 4 kB\n"u8;

        Assert.Equal(324 * 1024, SharedPages.ProportionalBytes(rollup));
        Assert.Null(SharedPages.ProportionalBytes(""u8));
    }

    [Theory]
    [InlineData("sockets: used ", 40)]
    [InlineData("TCP: inuse ", 3)]
    [InlineData("UDP: inuse ", 2)]
    [InlineData("TCP6: inuse ", 0)]
    public void The_sockets_of_each_protocol_are_counted(string line, int count) =>
        Assert.Equal(
            count,
            KernelMemoryBound.InUse(
                "sockets: used 40\nTCP: inuse 3 orphan 0 tw 4 alloc 21 mem 81\nUDP: inuse 2 mem 360\n"u8, Encoding.ASCII.GetBytes(line)));

    [Fact]
    public void The_kernels_memory_is_what_nothing_else_accounts_for()
    {
        var text =
            "MemTotal:       10000 kB\nMemFree:         4000 kB\nMemAvailable:    6000 kB\nBuffers:          100 kB\n"
            + "Cached:          2000 kB\nSwapCached:        10 kB\nAnonPages:       1500 kB\nSReclaimable:     300 kB\n"
            + "SUnreclaim:       400 kB\nPageTables:        90 kB\nHugePages_Total:       0\n";

        Assert.Equal(
            new MachineMemory(ByteSize.FromKibibytes(10_000), ByteSize.FromKibibytes(6000), ByteSize.FromKibibytes(2000)),
            MachineMemory.Parse(Encoding.ASCII.GetBytes(text)));
    }
}
