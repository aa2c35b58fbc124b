namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>Forbids memory that RLIMIT_DATA does not count.</summary>
internal static class MemoryRules
{
    // MAP_SHARED_VALIDATE includes the bit of MAP_SHARED.
    private const uint MAP_SHARED_ANONYMOUS = 0x21;
    private const uint MAP_HUGETLB = 0x40000;

    // MAP_GROWSDOWN mappings grow by themselves and count as stacks, and there may be any number.
    private const uint MAP_GROWSDOWN = 0x100;
    private const uint MADV_MERGEABLE = 12;

    internal static readonly ArgumentRule Map = new(new("mmap", 9, 222), SeccompAction.Allow, static test =>
    {
        test.LoadArgument(3);
        test.ReturnIfAnyBit(MAP_HUGETLB, SeccompAction.ENOMEM);
        test.ReturnIfAnyBit(MAP_GROWSDOWN, SeccompAction.EOPNOTSUPP);
        test.Mask(MAP_SHARED_ANONYMOUS);
        test.ReturnIfEqual(MAP_SHARED_ANONYMOUS, SeccompAction.ENOMEM);
    });

    /// <summary>KSM takes kernel memory for each merged page and reveals what other programs have in memory.</summary>
    internal static readonly ArgumentRule Advise = new(new("madvise", 28, 233), SeccompAction.Allow, static test =>
    {
        test.LoadArgument(2);
        test.ReturnIfEqual(MADV_MERGEABLE, SeccompAction.EINVAL);
    });
}
