using System.Globalization;

namespace UltimateMcp.EndToEnd.Attacks;

public class DiskAttacks(AttackServers servers)
{
    private const int FileMebibytes = 10;

    [Theory]
    [EachIdentity("disk.py", "one_large", 11, "EFBIG")]
    [EachIdentity("disk.py", "one_large", 11, "EFBIG", "bash")]
    [EachIdentity("disk.cs.txt", "one_large", 11, "EFBIG")]
    [EachIdentity("disk.py", "sparse", 1000, "EFBIG")]
    [EachIdentity("disk.py", "sparse", 1000, "EFBIG", "bash")]
    [EachIdentity("disk.cs.txt", "sparse", 1000, "EFBIG")]
    [EachIdentity("disk.py", "allocate", 11, "EFBIG")]
    [EachIdentity("disk.py", "allocate", 11, "EFBIG", "bash")]
    [EachIdentity("disk.cs.txt", "allocate", 11, "EFBIG")]
    [EachIdentity("disk.py", "many", 9, "ENOSPC")]
    [EachIdentity("disk.py", "many", 9, "ENOSPC", "bash")]
    [EachIdentity("disk.cs.txt", "many", 9, "ENOSPC")]
    [EachIdentity("disk.py", "descriptors", 300, "EMFILE")]
    [EachIdentity("disk.py", "descriptors", 300, "EMFILE", "bash")]
    [EachIdentity("disk.cs.txt", "descriptors", 300, "EMFILE")]
    [Trait("Attack", "50")]
    [Trait("Attack", "51")]
    [Trait("Attack", "52")]
    [Trait("Attack", "54")]
    public async Task What_is_written_and_opened_is_bounded(
        Identity identity, string act, string way, int most, string answer, string? runAs = null)
    {
        var server = await servers.OfAsync(identity);
        var amount = most.ToString(CultureInfo.InvariantCulture);

        var outside = await server.OutsideAsync(new Act(act, way, amount, "clean"));
        var inside = await server.InsideAsync(new Act(act, way, amount) { RunAs = runAs });

        Assert.Equal($"disk=ok done={most}", outside.To("disk", "done"));
        Assert.Equal($"disk={answer}", inside.To("disk"));
    }

    [Theory]
    [EachIdentity("disk.py")]
    [EachIdentity("disk.cs.txt")]
    [Trait("Attack", "50")]
    public async Task A_file_may_be_as_large_as_the_limit(Identity identity, string act)
    {
        var server = await servers.OfAsync(identity);

        var inside = await server.InsideAsync(new Act(act, "one_large", FileMebibytes.ToString(CultureInfo.InvariantCulture)));

        Assert.Equal($"disk=ok done={FileMebibytes}", inside.To("disk", "done"));
    }

    [Theory]
    [EachIdentity("disk.py")]
    [EachIdentity("disk.cs.txt")]
    [Trait("Attack", "53")]
    public async Task A_program_that_makes_files_without_end_is_ended(Identity identity, string act)
    {
        var server = await servers.OfAsync(identity);

        var outside = await server.OutsideAsync(new Act(act, "inodes", "20000", "clean"));
        var inside = await server.RunAsync(new Act(act, "inodes", "10000000"));

        Assert.Equal("disk=ok done=20000", outside.To("disk", "done"));
        Assert.True(inside.Outcome == "file_limit", inside.ToString());
        await server.LivesAsync();
    }

    [Theory]
    [EachIdentity("python", "0,1,2,4", "pipe,pipe,pipe,pipe")]
    [EachIdentity("bash", "0,1,2", "pipe,pipe,pipe")]
    [Trait("Attack", "55")]
    public async Task Only_the_streams_and_the_report_reach_the_program(
        Identity identity, string language, string descriptors, string kinds)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("inherited.py") { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.Contains(AttackServer.InheritedDescriptor.ToString(CultureInfo.InvariantCulture), outside["descriptors"].Split(','));
        Assert.Equal($"descriptors={descriptors} kinds={kinds}", inside.To("descriptors", "kinds"));
    }
}
