using System.Globalization;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>Memory that hides from a sum over processes: by a name, or because it is the kernel's own.</summary>
[Collection(Measured.Name)]
public class HeldMemoryAttacks(AttackServers servers)
{
    private const int LimitMebibytes = 32;
    private const int Processes = 8;

    [Theory, EachIdentity]
    [Trait("Attack", "106")]
    public async Task A_process_counts_in_full_whatever_it_is_called(Identity identity)
    {
        var server = await ServerAsync(identity);
        var act = new Act("named.py", "6", "40");

        var outside = await server.OutsideAsync(act);
        var (reply, dip) = await MachineDip.OfAsync(server, act, LimitMebibytes);

        Assert.Equal("ok", outside["memory"]);
        Assert.Equal("memory_limit", reply.Outcome);
        Assert.True(dip.IsAsPromised, dip.ToString());
    }

    // Outside it is enough to see that each way of taking memory works.
    [Theory]
    [EachIdentity("tcp", 300)]
    [EachIdentity("tcp6", 300)]
    [EachIdentity("udp", 300)]
    [EachIdentity("udp6", 300)]
    [Trait("Attack", "107")]
    public Task Connections_of_every_protocol_count(Identity identity, string kind, int most) => IsBoundedAsync(identity, kind, most);

    [Theory]
    [EachIdentity("pairs", 300)]
    [EachIdentity("small", 300)]
    [EachIdentity("netlink", 300)]
    [EachIdentity("waiting", 300)]
    [Trait("Attack", "108")]
    public Task Queues_count_that_no_table_of_the_network_shows(Identity identity, string kind, int most) =>
        IsBoundedAsync(identity, kind, most);

    [Theory]
    [EachIdentity("epoll", 100)]
    [Trait("Attack", "109")]
    public Task Items_of_epoll_count_for_files_that_were_moved_through_all_numbers(Identity identity, string kind, int most) =>
        IsBoundedAsync(identity, kind, most);

    [Theory]
    [EachIdentity("locks", 230)]
    [EachIdentity("mappings", 60)]
    [Trait("Attack", "110")]
    public Task Locks_and_mappings_count(Identity identity, string kind, int most) => IsBoundedAsync(identity, kind, most);

    [Theory, EachIdentity]
    [Trait("Attack", "111")]
    public async Task Several_kinds_at_once_stay_within_the_same_figure(Identity identity)
    {
        var server = await ServerAsync(identity);

        var outside = await server.OutsideAsync(new Act("several.py", "20", "0", server.Outside));
        var (reply, dip) = await MachineDip.OfAsync(
            server, new Act("several.py", "4096", "20", "/scratch", "/tmp", "/dev/shm"), LimitMebibytes);

        Assert.Equal("ok", outside["memory"]);
        Assert.Equal("memory_limit", reply.Outcome);
        Assert.True(dip.IsAsPromised, dip.ToString());
    }

    /// <summary>Either the run is ended or the program is refused more, and the machine feels no more than is promised.</summary>
    private async Task IsBoundedAsync(Identity identity, string kind, int most)
    {
        var server = await ServerAsync(identity);

        var outside = await server.OutsideAsync(new Act("held_memory.py", kind, "2", "3", server.Outside));
        var (reply, dip) = await MachineDip.OfAsync(
            server, new Act("held_memory.py", kind, Text(Processes), Text(most)), LimitMebibytes);

        Assert.Equal("ok", outside["memory"]);
        Assert.True(reply.Outcome == "memory_limit" || Answers.Of(reply.Stdout)["memory"] != "ok", reply.ToString());
        Assert.True(dip.IsAsPromised, dip.ToString());
    }

    private Task<AttackServer> ServerAsync(Identity identity) => servers.OfAsync(
        identity, ("MAX_MEMORY_MB", Text(LimitMebibytes)), ("MAX_PROCESSES", Text(Processes)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
