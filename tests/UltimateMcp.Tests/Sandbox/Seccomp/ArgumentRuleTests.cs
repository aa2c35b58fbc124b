using static UltimateMcp.Tests.Sandbox.Seccomp.FilterActions;

namespace UltimateMcp.Tests.Sandbox.Seccomp;

public class ArgumentRuleTests
{
    [Theory]
    [InlineData(0x11, Allow)]
    [InlineData(0x01200011, Allow)]
    [InlineData(0x00020000, NotPermitted)]
    [InlineData(0x02000000, NotPermitted)]
    [InlineData(0x04000000, NotPermitted)]
    [InlineData(0x08000000, NotPermitted)]
    [InlineData(0x10000011, NotPermitted)]
    [InlineData(0x20000000, NotPermitted)]
    [InlineData(0x40010000, NotPermitted)]
    [InlineData(HighWord | 0x11, Allow)]
    public void Clone_may_not_make_namespaces(ulong flags, uint answer) => AssertAnswer("clone", mayFork: true, answer, flags);

    [Theory]
    [InlineData(0, Allow)]
    [InlineData(0xffffffff, Allow)]
    [InlineData(0x0040000, NotPermitted)]
    [InlineData(8, NotPermitted)]
    public void The_personality_stays(ulong persona, uint answer) => AssertAnswer("personality", answer, persona);

    // PR_SET_DUMPABLE hides descriptors from the watch.
    [Theory]
    [InlineData(1, Allow)]
    [InlineData(15, Allow)]
    [InlineData(38, Allow)]
    [InlineData(4, NotPermitted)]
    [InlineData(HighWord | 4, NotPermitted)]
    [InlineData(35, NotPermitted)]
    [InlineData(22, Invalid)]
    [InlineData(47, Invalid)]
    [InlineData(59, Invalid)]
    [InlineData(67, Invalid)]
    [InlineData(78, Invalid)]
    [InlineData(0x53564d41, Invalid)]
    [InlineData(0x59616d61, Invalid)]
    public void A_process_sets_of_itself_what_stands_in_a_list(ulong option, uint answer) => AssertAnswer("prctl", answer, option);

    [Theory]
    [InlineData(0x1002, Allow)]
    [InlineData(0x1003, Allow)]
    [InlineData(0x1012, Invalid)]
    [InlineData(0x1023, Invalid)]
    [InlineData(0x5001, Invalid)]
    public void Only_the_registers_of_threads_are_set(ulong option, uint answer) => AssertAnswer("arch_prctl", answer, option);

    [Theory]
    [InlineData(0x22, Allow)]
    [InlineData(0x01, Allow)]
    [InlineData(0x20022, Allow)]
    [InlineData(0x21, NoMemory)]
    [InlineData(0x23, NoMemory)]
    [InlineData(0x8021, NoMemory)]
    [InlineData(0x40022, NoMemory)]
    [InlineData(0x122, NotSupported)]
    [InlineData(HighWord | 0x21, NoMemory)]
    public void Memory_that_no_limit_counts_is_not_given(ulong flags, uint answer) => AssertAnswer("mmap", answer, 0, 4096, 3, flags);

    [Theory]
    [InlineData(4, Allow)]
    [InlineData(14, Allow)]
    [InlineData(102, Allow)]
    [InlineData(12, Invalid)]
    [InlineData(HighWord | 12, Invalid)]
    public void Memory_is_not_merged_with_that_of_others(ulong advice, uint answer) => AssertAnswer("madvise", answer, 0, 4096, advice);

    /// <summary>A new limit of core dumps is not set; the old one can be asked for.</summary>
    [Theory]
    [InlineData(7, 0x1000, 0, Allow)]
    [InlineData(4, 0, 0x1000, Allow)]
    [InlineData(4, 0x1000, 0, Invalid)]
    [InlineData(HighWord | 4, 0x1000, 0, Invalid)]
    [InlineData(4, 0x1_0000_0000, 0, Invalid)]
    [InlineData(4, 0x1000, 0x2000, Invalid)]
    public void A_process_does_not_bring_core_dumps_back(ulong resource, ulong newLimit, ulong oldLimit, uint answer) =>
        AssertAnswer("prlimit64", answer, 0, resource, newLimit, oldLimit);

    [Theory]
    [InlineData(4, Invalid)]
    [InlineData(7, Allow)]
    public void Nor_by_the_older_call(ulong resource, uint answer) => AssertAnswer("setrlimit", answer, resource, 0x1000);

    [Theory]
    [InlineData(0x5401, Allow)]
    [InlineData(0x5413, Allow)]
    [InlineData(0x541b, Allow)]
    [InlineData(0x5451, Allow)]
    [InlineData(0x8942, Allow)]
    [InlineData(0x5412, NotPermitted)]
    [InlineData(0x541c, NotPermitted)]
    [InlineData(HighWord | 0x5412, NotPermitted)]
    [InlineData(0x5423, NoSuchRequest)]
    [InlineData(0x40049409, NoSuchRequest)]
    [InlineData(0xc020660b, NoSuchRequest)]
    [InlineData(0x40086602, NoSuchRequest)]
    [InlineData(0x8914, NoSuchRequest)]
    [InlineData(0x8946, NoSuchRequest)]
    public void Requests_are_those_of_a_list(ulong request, uint answer) => AssertAnswer("ioctl", answer, 0, request);

    // F_DUPFD, SETFL, GETLK, DUPFD_CLOEXEC; SETSIG, OFD_GETLK, OFD_SETLK, OFD_SETLKW, SETLEASE, NOTIFY, ADD_SEALS, SET_RW_HINT; SETPIPE_SZ.
    [Theory]
    [InlineData(0, Allow)]
    [InlineData(4, Allow)]
    [InlineData(5, Allow)]
    [InlineData(1030, Allow)]
    [InlineData(10, Invalid)]
    [InlineData(36, Invalid)]
    [InlineData(37, Invalid)]
    [InlineData(38, Invalid)]
    [InlineData(1024, Invalid)]
    [InlineData(1026, Invalid)]
    [InlineData(1033, Invalid)]
    [InlineData(1036, Invalid)]
    [InlineData(1031, NotPermitted)]
    [InlineData(HighWord | 1031, NotPermitted)]
    public void Commands_to_descriptors_are_those_of_a_list(ulong command, uint answer) => AssertAnswer("fcntl", answer, 0, command);

    [Theory]
    [InlineData(false, 6, Ignored)]
    [InlineData(false, 7, Ignored)]
    [InlineData(true, 6, Allow)]
    [InlineData(true, 7, Allow)]
    public void Locks_of_a_process_are_real_only_where_there_are_several(bool mayFork, ulong command, uint answer) =>
        AssertAnswer("fcntl", mayFork, answer, 0, command);
}
