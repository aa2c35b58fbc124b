namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>Process attributes: no namespaces, no filters, and nothing that hides a process from the watch.</summary>
internal static class ProcessRules
{
    private const uint CLONE_THREAD = 0x00010000;

    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET.
    private const uint CLONE_NEW = 0x7e020000;

    private const uint QueryPersonality = 0xffffffff;
    private const uint RLIMIT_CORE = 4;

    internal static readonly ArgumentRule Personality = new(new("personality", 135, 92), SeccompAction.EPERM, static test =>
    {
        test.LoadArgument(0);
        test.ReturnIfAnyOf([0, QueryPersonality], SeccompAction.Allow);
    });

    /// <summary>Thread registers. Other features fail as on a processor without them: shadow stacks, CPUID faulting.</summary>
    internal static readonly ArgumentRule Architecture = new(new("arch_prctl", 158, null), SeccompAction.EINVAL, static test =>
    {
        test.LoadArgument(0);

        // ARCH_SET_GS, SET_FS, GET_FS, GET_GS, GET_CPUID, GET_XCOMP_SUPP, GET_XCOMP_PERM.
        test.ReturnIfAnyOf([0x1001, 0x1002, 0x1003, 0x1004, 0x1011, 0x1021, 0x1022], SeccompAction.Allow);
    });

    /// <summary>
    /// Left out: PR_SET_DUMPABLE, which would hide a process's descriptors from the watch; filters; memory merging;
    /// names of mappings, futex hashes and everything else that takes kernel memory.
    /// </summary>
    internal static readonly ArgumentRule Control = new(new("prctl", 157, 167), SeccompAction.EINVAL, static test =>
    {
        const uint PR_SET_DUMPABLE = 4;
        const uint PR_SET_MM = 35;
        test.LoadArgument(0);
        test.ReturnIfAnyOf(
            [
                // PR_SET_PDEATHSIG, GET_PDEATHSIG, GET_DUMPABLE, GET_KEEPCAPS, GET_TIMING, SET_NAME, GET_NAME, GET_SECCOMP, CAPBSET_READ.
                1, 2, 3, 7, 13, 15, 16, 21, 23,

                // PR_GET_TSC, GET_SECUREBITS, SET_TIMERSLACK, GET_TIMERSLACK, MCE_KILL_GET, SET_CHILD_SUBREAPER, GET_CHILD_SUBREAPER.
                25, 27, 29, 30, 34, 36, 37,

                // PR_SET_NO_NEW_PRIVS, GET_NO_NEW_PRIVS, GET_TID_ADDRESS, SET_THP_DISABLE, GET_THP_DISABLE.
                38, 39, 40, 41, 42,

                // PR_GET_SPECULATION_CTRL, GET_TAGGED_ADDR_CTRL, GET_MDWE, GET_AUXV; of arm64: PR_SVE_SET_VL, SVE_GET_VL, SME_SET_VL,
                // SME_GET_VL.
                52, 56, 66, 0x41555856, 50, 51, 63, 64,
            ],
            SeccompAction.Allow);
        test.ReturnIfAnyOf([PR_SET_DUMPABLE, PR_SET_MM], SeccompAction.EPERM);
    });

    /// <summary>
    /// The limit on core dumps is set before the filter is loaded and must not change. A program that set it to 0 would
    /// start the host's core handler when it crashes (core(5)). Programs that want no core dumps tolerate EINVAL.
    /// </summary>
    internal static readonly ArgumentRule SetLimit = new(new("setrlimit", 160, 164), SeccompAction.Allow, static test =>
    {
        test.LoadArgument(0);
        test.ReturnIfEqual(RLIMIT_CORE, SeccompAction.EINVAL);
    });

    internal static readonly ArgumentRule Limit = new(new("prlimit64", 302, 261), SeccompAction.Allow, static test =>
    {
        const uint Resource = 1;
        const uint New = 2;
        test.LoadArgument(Resource);
        test.IfEqual(RLIMIT_CORE, SeccompAction.EINVAL, static core =>
        {
            // Both words of the pointer must be 0: then the limit is read, not set.
            core.LoadArgument(New);
            core.IfEqual(0, SeccompAction.EINVAL, static half =>
            {
                half.LoadArgumentHigh(New);
                half.ReturnIfEqual(0, SeccompAction.Allow);
            });
        });
    });

    internal static ArgumentRule Clone(bool mayFork) => new(
        new("clone", 56, 220),
        mayFork ? SeccompAction.Allow : SeccompAction.EAGAIN,
        test =>
        {
            test.LoadArgument(0);
            test.ReturnIfAnyBit(CLONE_NEW, SeccompAction.EPERM);
            if (!mayFork)
            {
                test.ReturnIfAnyBit(CLONE_THREAD, SeccompAction.Allow);
            }
        });
}
