namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>No memory that RLIMIT_DATA does not count.</summary>
internal static class MemoryRules
{
    // Any kind of shared mapping has the bit of MAP_SHARED.
    private const uint SharedAnonymous = 0x21;
    private const uint HugePages = 0x40000;

    // Grows by itself, counted as a stack, of which there may be any number.
    private const uint GrowsDown = 0x100;
    private const uint Mergeable = 12;

    internal static readonly ArgumentRule Map = new(new("mmap", 9, 222), SeccompAction.Allow, static test =>
    {
        test.LoadArgument(3);
        test.ReturnIfAnyBit(HugePages, SeccompAction.NoMemory);
        test.ReturnIfAnyBit(GrowsDown, SeccompAction.NotSupported);
        test.Mask(SharedAnonymous);
        test.ReturnIfEqual(SharedAnonymous, SeccompAction.NoMemory);
    });

    /// <summary>What is merged costs memory of the kernel a page, and tells what other programs hold.</summary>
    internal static readonly ArgumentRule Advise = new(new("madvise", 28, 233), SeccompAction.Allow, static test =>
    {
        test.LoadArgument(2);
        test.ReturnIfEqual(Mergeable, SeccompAction.Invalid);
    });
}
