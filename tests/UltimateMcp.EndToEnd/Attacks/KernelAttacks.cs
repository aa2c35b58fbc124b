using System.Runtime.InteropServices;

namespace UltimateMcp.EndToEnd.Attacks;

public class KernelAttacks(AttackServers servers)
{
    // What every kernel has, and wants a right for.
    private const string Rights = "ptrace prctl_set_mm";
    private const string Personalities = "personality_no_randomize personality_linux32";
    private const string Machine = "clock_settime settimeofday adjtimex clock_adjtime";
    private const string Terminals = "ioctl_tiocsti ioctl_tioclinux ioctl_tiocsti_high_word";
    private const string IntelRights = "iopl ioperm";

    // What a kernel may lack, and this one seems to.
    private const string Processes = "process_vm_readv process_vm_writev process_madvise kcmp pidfd_getfd";
    private const string Keys = "keyctl add_key request_key";
    private const string Programs = "bpf perf_event_open userfaultfd";
    private const string Handles = "name_to_handle_at open_by_handle_at fanotify_init fanotify_mark";
    private const string Memory = "vmsplice move_pages mbind get_mempolicy set_mempolicy migrate_pages shmget semget msgget memfd_create";
    private const string Rings = "io_uring_setup io_uring_enter io_uring_register";
    private const string IntelTables = "modify_ldt";

    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "19")]
    [Trait("Attack", "20")]
    [Trait("Attack", "22")]
    [Trait("Attack", "23")]
    [Trait("Attack", "24")]
    [Trait("Attack", "25")]
    [Trait("Attack", "26")]
    [Trait("Attack", "27")]
    [Trait("Attack", "30")]
    [Trait("Attack", "31")]
    [Trait("Attack", "38")]
    [Trait("Attack", "39")]
    [Trait("Attack", "47")]
    public async Task What_namespaces_do_not_confine_is_refused(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        var refused = $"{Rights} {Personalities} {Machine} {Terminals}{(IsIntel ? " " + IntelRights : "")}";
        var missing = $"{Processes} {Keys} {Programs} {Handles} {Memory} {Rings}{(IsIntel ? " " + IntelTables : "")}";
        var act = new Act("kernel.py") { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.NoneIs("EPERM", refused);
        outside.NoneIs("ENOSYS", missing);
        inside.AllAre("EPERM", refused);
        inside.AllAre("ENOSYS", missing);
        inside.AllAre("ok", "personality_query personality_none");
    }

    /// <summary>
    /// Of Linux 6.13 and newer, which the filter does not know. A kernel that lacks it has nothing to refuse: then both
    /// say so.
    /// </summary>
    [Theory, EachIdentity]
    [Trait("Attack", "29")]
    public async Task A_call_that_the_filter_does_not_know_is_refused(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("kernel.py");

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        if (Environment.OSVersion.Version >= new Version(6, 13))
        {
            outside.NoneIs("ENOSYS", "unknown_463 unknown_464");
        }

        inside.AllAre("ENOSYS", "unknown_463 unknown_464 unknown_468 unknown_5000 unknown_1073741823");
    }

    private static bool IsIntel => RuntimeInformation.ProcessArchitecture == Architecture.X64;
}
