namespace UltimateMcp.Sandbox.Policy;

/// <summary>The limits of one run. Each is enforced by the kernel, by a watch, or both; <see cref="IsolationStatus"/> says which.</summary>
public sealed record SandboxLimits
{
    private const long SmallestScratch = 64 << 20;
    private const int FilesFittingScratch = 4;

    /// <summary>Files, folders and links in all writable folders.</summary>
    public const int MaximumEntries = 16_384;

    /// <summary>Of all processes together, beside their first.</summary>
    public const int MaximumThreads = 64;

    /// <summary>The longest time that a run may be given: what the kernel's limit on processor time follows.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>What the program may use beyond <see cref="RuntimeMemory"/>.</summary>
    public required ByteSize Memory { get; init; }

    /// <summary>The language runtime's own need, which comes on top of <see cref="Memory"/>.</summary>
    public required ByteSize RuntimeMemory { get; init; }

    /// <summary>
    /// What a process may map beyond its data (RLIMIT_AS): libraries, files, and what a runtime reserves and does not
    /// use. The page tables of all that may be mapped are up to 1/512 of it, so it is bounded for every program.
    /// </summary>
    public required ByteSize AddressSpace { get; init; }

    /// <summary>
    /// Of the first thread, and of each other one unless the runtime says otherwise: those are charged against the memory in full.
    /// </summary>
    public required ByteSize Stack { get; init; }

    /// <summary>Largest single file; the scratch folder holds max(64 MiB, 4 × this).</summary>
    public required ByteSize FileSize { get; init; }

    /// <summary>Processes, not threads. At 1 the filter refuses fork with EAGAIN.</summary>
    public required int Processes { get; init; }

    /// <summary>Most bytes kept of each of stdout and stderr; a program that writes more is ended.</summary>
    public required ByteSize Output { get; init; }

    /// <summary>What the scratch folder holds.</summary>
    public ByteSize ScratchSize => new(Math.Max(SmallestScratch, FilesFittingScratch * FileSize.Bytes));
}
