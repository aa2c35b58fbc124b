namespace UltimateMcp.Sandbox.Policy;

/// <summary>The limits of one run. Each is enforced by the kernel, by a watch, or both; <see cref="IsolationStatus"/> says which.</summary>
public sealed record SandboxLimits
{
    private const long SmallestScratch = 64 << 20;
    private const int FilesFittingScratch = 4;

    /// <summary>Files, folders and links in all writable folders.</summary>
    public const int MaximumEntries = 16_384;

    /// <summary>Of all processes together, not counting the main thread of each.</summary>
    public const int MaximumThreads = 64;

    /// <summary>The maximum time of a run; the kernel's limit on CPU time is derived from it.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The memory that the program may use in addition to <see cref="RuntimeMemory"/>.</summary>
    public required ByteSize Memory { get; init; }

    /// <summary>What the language runtime itself needs, in addition to <see cref="Memory"/>.</summary>
    public required ByteSize RuntimeMemory { get; init; }

    /// <summary>
    /// What a process may map in addition to its data (RLIMIT_AS): libraries, files, and address space that a runtime
    /// reserves but does not use. Page tables can take up to 1/512 of it, so every program has this limit.
    /// </summary>
    public required ByteSize AddressSpace { get; init; }

    /// <summary>
    /// Address space that a runtime makes writable before it uses it. The kernel counts it as data (RLIMIT_DATA), so it
    /// is added to the limit of each process, and only the watch limits what is used.
    /// </summary>
    public ByteSize WritableReserve { get; init; }

    /// <summary>
    /// The stack of the main thread, and of each other thread unless the runtime sets its own size. The stacks of other
    /// threads count as memory in full.
    /// </summary>
    public required ByteSize Stack { get; init; }

    /// <summary>Largest single file; the scratch folder holds max(64 MiB, 4 × this).</summary>
    public required ByteSize FileSize { get; init; }

    /// <summary>Processes, not threads. If 1, the filter refuses fork with EAGAIN.</summary>
    public required int Processes { get; init; }

    /// <summary>Maximum size of stdout and of stderr; a program that writes more is killed.</summary>
    public required ByteSize Output { get; init; }

    /// <summary>The size of the scratch folder.</summary>
    public ByteSize ScratchSize => new(Math.Max(SmallestScratch, FilesFittingScratch * FileSize.Bytes));
}
