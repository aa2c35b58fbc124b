using System.Text;
using UltimateMcp.Tests.Sandbox;

namespace UltimateMcp.Tests.Code.Output.Pages;

/// <summary>They measure what the whole process allocates, so no other test runs beside them.</summary>
[Collection(RunsAlone.Name)]
public class PageMemoryTests
{
    private const int Most = 16 * 1024 * 1024;

    [Fact]
    public async Task A_line_of_64_MB_is_never_in_memory_as_a_whole()
    {
        using var file = new OutputFile([.. Encoding.UTF8.GetBytes(new string('x', 64 * 1024 * 1024)), .. "end"u8]);
        await file.ReadAsync();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var page = await file.ReadAsync(column: 64 * 1024 * 1024);

        Assert.Equal(["end"], page.Lines);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Most);
    }

    [Fact]
    public async Task A_page_of_64_MB_in_which_everything_matches_is_bounded_and_continues()
    {
        using var file = new OutputFile(Encoding.UTF8.GetBytes(new string('x', 64 * 1024 * 1024)));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var page = await file.ReadAsync(grep: "x+");

        Assert.InRange(page.Lines.Sum(line => line.Length), 50_000, 62 * 1024);
        Assert.Equal(0, page.NextOffset);
        Assert.InRange(page.NextColumn!.Value, 50_000, 62 * 1024);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Most);
    }
}
