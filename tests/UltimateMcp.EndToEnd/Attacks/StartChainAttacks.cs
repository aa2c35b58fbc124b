using System.Globalization;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// What the start chain closes for every program. The numbers: 113 what /proc tells of the machine, 114 files of /proc
/// that open for writing, 115 shared memory by way of /dev/zero, 116 the order in which the kernel kills, 117 handlers
/// of crashes and timers, 118 page tables, 119 terminals.
/// </summary>
public class StartChainAttacks(AttackServers servers)
{
    [Theory, EachIdentity]
    [Trait("Attack", "113")]
    public async Task Proc_does_not_tell_which_machine_it_is(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("host_facts.py");

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("some", "cmdline sys/kernel/random/boot_id");
        inside.AllAre("none", string.Join(' ', inside.Names.Where(name => name != "needed")));
        Assert.Equal(outside["needed"], inside["needed"]);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "114")]
    public async Task No_file_of_proc_opens_for_writing_but_descriptors_do(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("proc_write.py");

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        const string Own = "comm oom_score_adj mem clear_refs coredump_filter";
        outside.AllAre("ok", Own);
        inside.AllAre("EROFS", $"{Own} timerslack_ns setgroups uid_map");
        Assert.Equal("looked=many opened=some", outside.To("looked", "opened"));
        Assert.Equal("looked=many opened=none which=", inside.To("looked", "opened", "which"));
        inside.AllAre("ok", "by_descriptor stdout stderr");
    }

    [Theory, EachIdentity]
    [Trait("Attack", "115")]
    [Trait("Attack", "116")]
    [Trait("Attack", "117")]
    [Trait("Attack", "118")]
    [Trait("Attack", "119")]
    public async Task What_no_limit_on_memory_counts_is_bounded_or_not_there(Identity identity)
    {
        // Address space and pages of tables of a Python that may not start others: its memory, and 1 GiB.
        const int MostTables = 4;
        const int MostTimers = 256;
        var server = await servers.OfAsync(identity);
        var act = new Act("own_limits.py");
        using var hostsTerminal = File.Open("/dev/ptmx", FileMode.Open, FileAccess.ReadWrite);

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.Equal(
            "shared_zero=ok zeros=True write_score=ok timers=ok mapping=ok terminal=ok",
            outside.To("shared_zero", "zeros", "write_score", "timers", "mapping", "terminal"));
        Assert.Equal("shared_zero=ENODEV zeros=True", inside.To("shared_zero", "zeros"));
        Assert.NotEqual("1000", outside["score"]);
        Assert.Equal("score=1000 scores=1000 write_score=EROFS", inside.To("score", "scores", "write_score"));
        Assert.StartsWith("1,", inside["core"], StringComparison.Ordinal);
        Assert.NotEqual("ok", inside["timers"]);
        Assert.InRange(Number(inside, "timers_made"), 0, MostTimers);
        Assert.InRange(Number(outside, "tables_mib"), 2 * MostTables, int.MaxValue);
        Assert.NotEqual("ok", inside["mapping"]);
        Assert.InRange(Number(inside, "tables_mib"), 0, MostTables);
        Assert.NotEqual("0", outside["terminals"]);
        Assert.Equal("terminals=0 terminal=ok", inside.To("terminals", "terminal"));
    }

    [Theory]
    [EachIdentity("python", "print(open('/proc/self/limits').read())")]
    [EachIdentity("javascript", "console.log(require('fs').readFileSync('/proc/self/limits', 'utf8'))")]
    [EachIdentity("typescript", "console.log(require('fs').readFileSync('/proc/self/limits', 'utf8') as string)")]
    [EachIdentity("bash", "cat /proc/self/limits")]
    [EachIdentity("csharp", "Console.Write(File.ReadAllText(\"/proc/self/limits\"));")]
    [Trait("Attack", "118")]
    public async Task Every_program_s_address_space_has_a_bound(Identity identity, string language, string code)
    {
        var server = await servers.OfAsync(identity);

        var reply = await server.RunAsync(code, language);

        Assert.Matches(@"Max address space +\d{10,11} +\d{10,11} +bytes", reply.Stdout);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "131")]
    public async Task Tables_for_pages_that_no_sum_shows_are_bounded_in_JavaScript(Identity identity)
    {
        // Of an address space of 24 GiB and the runtime's own.
        const int MostTables = 56;
        const int Buffers = 20;
        var server = await servers.OfAsync(identity);
        var act = new Act("tables.js", Buffers.ToString(CultureInfo.InvariantCulture));

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        Assert.Equal("ok", outside["tables"]);
        Assert.Equal("RangeError", inside["tables"]);
        Assert.InRange(Number(outside, "tables_mib"), 2 * MostTables, int.MaxValue);
        Assert.InRange(Number(inside, "tables_mib"), 0, MostTables);
    }

    private static int Number(Answers answers, string name) => int.Parse(answers[name], CultureInfo.InvariantCulture);
}
