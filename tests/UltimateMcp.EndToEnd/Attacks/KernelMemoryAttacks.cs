namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// Interfaces that hold memory of the kernel beyond any limit, or tell what the host does: by the lists of a program that stays
/// a single process, and of one that may start others.
/// </summary>
public class KernelMemoryAttacks(AttackServers servers)
{
    [Theory]
    [EachIdentity("1")]
    [EachIdentity("8")]
    [Trait("Attack", "89")]
    public async Task Landlock_rules_are_not_had(Identity identity, string processes)
    {
        var (outside, inside) = await TryAsync(identity, processes);

        outside.AllAre("ok", "landlock_create_ruleset");
        outside.NoneIs("ENOSYS", "landlock_add_rule landlock_restrict_self");
        inside.AllAre("ENOSYS", "landlock_create_ruleset landlock_add_rule landlock_restrict_self");
    }

    [Theory]
    [EachIdentity("1")]
    [EachIdentity("8")]
    [Trait("Attack", "90")]
    public async Task Contexts_of_asynchronous_input_and_output_of_which_the_machine_has_few_are_not_had(
        Identity identity, string processes)
    {
        const string All = "io_setup io_submit io_cancel io_getevents io_pgetevents";

        var (outside, inside) = await TryAsync(identity, processes);

        outside.NoneIs("ENOSYS", All);
        inside.AllAre("ENOSYS", All);
    }

    [Theory]
    [EachIdentity("1")]
    [EachIdentity("8")]
    [Trait("Attack", "91")]
    public async Task Nobody_is_told_which_files_the_host_opens(Identity identity, string processes)
    {
        var (outside, inside) = await TryAsync(identity, processes);

        outside.AllAre("ok", "inotify_init1 inotify_add_watch dnotify lease");
        inside.AllAre("ENOSYS", "inotify_init1 inotify_add_watch");
        inside.AllAre("EINVAL", "dnotify lease");
    }

    [Theory]
    [EachIdentity("1")]
    [EachIdentity("8")]
    [Trait("Attack", "95")]
    public async Task Files_have_no_attributes_that_are_memory_of_the_kernel(Identity identity, string processes)
    {
        var (outside, inside) = await TryAsync(identity, processes);

        outside.NoneIs("ENOTSUP", "fsetxattr fremovexattr");
        inside.AllAre("ENOTSUP", "fsetxattr fremovexattr");
    }

    [Theory]
    [EachIdentity("1")]
    [EachIdentity("8")]
    [Trait("Attack", "96")]
    public async Task No_filter_is_given_to_the_kernel(Identity identity, string processes)
    {
        var (outside, inside) = await TryAsync(identity, processes);

        outside.AllAre("ok", "seccomp prctl_dispatch socket_filter");
        outside.NoneIs("EINVAL", "prctl_seccomp");
        outside.NoneIs("ENOPROTOOPT", "socket_reuse_filter socket_bpf socket_reuse_bpf");
        inside.AllAre("ENOSYS", "seccomp");
        inside.AllAre("EINVAL", "prctl_seccomp prctl_dispatch");
        inside.AllAre("ENOPROTOOPT", "socket_filter socket_reuse_filter socket_bpf socket_reuse_bpf");
    }

    [Theory]
    [EachIdentity("1")]
    [EachIdentity("8")]
    [Trait("Attack", "98")]
    public async Task Queues_pipes_and_mappings_hold_no_more_than_is_counted(Identity identity, string processes)
    {
        var (outside, inside) = await TryAsync(identity, processes);

        (await PipesOutsideAsync(identity, processes)).AllAre("ok", "pipe_size");
        outside.AllAre("ok", "grows_down");
        outside.NoneIs("ENOSYS", "mq_open splice tee");
        outside.NoneIs("ENOMEM", "huge_pages");
        outside.AllAre("ok", "merged");
        inside.AllAre("EPERM", "pipe_size");
        inside.AllAre("ENOTSUP", "grows_down");
        inside.AllAre("ENOSYS", "mq_open splice tee");
        inside.AllAre("ENOMEM", "huge_pages");
        inside.AllAre("EINVAL", "merged prctl_merged prctl_names");
    }

    /// <summary>As root: an ordinary user has 64 MiB of pipes in all, and the other servers of these tests hold some of them.</summary>
    private async Task<Answers> PipesOutsideAsync(Identity identity, string processes)
    {
        var server = await servers.OfAsync(identity, "MAX_PROCESSES", processes);
        return await server.OutsideAsync(new Act("kernel_memory.py"), Identity.Root);
    }

    private async Task<(Answers Outside, Answers Inside)> TryAsync(Identity identity, string processes)
    {
        var server = await servers.OfAsync(identity, "MAX_PROCESSES", processes);
        var act = new Act("kernel_memory.py");
        return (await server.OutsideAsync(act), await server.InsideAsync(act));
    }
}
