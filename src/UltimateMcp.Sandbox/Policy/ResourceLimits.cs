using System.Collections.Immutable;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>The limits that the kernel enforces on each process inside, as arguments of prlimit(1).</summary>
internal static class ResourceLimits
{
    /// <summary>The kernel counts threads as processes, and a language runtime needs some.</summary>
    private const int ThreadAllowance = SandboxLimits.MaximumThreads;

    /// <summary>The first process inside, which is bubblewrap's.</summary>
    private const int InitProcess = 1;

    /// <summary>The wall-clock limit must be reached first: CPU time is never ahead of it, unless there are several threads.</summary>
    private const int CpuGraceSeconds = 2;

    /// <summary>
    /// POSIX timers and queued signals, each less than 1 KiB of kernel memory. The kernel counts them per user
    /// namespace, so this is the limit of a whole run.
    /// </summary>
    private const int PendingSignals = 256;

    internal const int OpenFiles = 256;

    private const int NearRest = 8;

    internal static TimeSpan Cpu(SandboxLimits limits) => TimeSpan.FromSeconds(Math.Ceiling(limits.Time.TotalSeconds) + CpuGraceSeconds);

    /// <summary>Processes and threads, as the kernel counts them.</summary>
    internal static int Tasks(SandboxLimits limits) => limits.Processes + InitProcess + ThreadAllowance;

    /// <summary>What a run may use. A process gets <see cref="SandboxLimits.WritableReserve"/> in addition.</summary>
    internal static ByteSize Data(SandboxLimits limits) => limits.RuntimeMemory + limits.Memory;

    /// <summary>What a process may make writable: RLIMIT_DATA.</summary>
    private static ByteSize ProcessData(SandboxLimits limits) => Data(limits) + limits.WritableReserve;

    /// <summary>
    /// The rest is at most one part in <see cref="NearRest"/> of what a run may use: more than the last sample
    /// before a crash misses, and more than runtimes ask for at once.
    /// </summary>
    internal static bool IsNear(ByteSize data, SandboxLimits limits) =>
        data + new ByteSize(Data(limits).Bytes / NearRest) >= ProcessData(limits);

    internal static ByteSize AddressSpace(SandboxLimits limits) => ProcessData(limits) + limits.AddressSpace;

    internal static ImmutableArray<string> Of(SandboxLimits limits)
    {
        var cpu = (long)Cpu(limits).TotalSeconds;
        return
        [
            // The signal of the soft limit says what happened, that of the hard limit does not; so there is one second between them.
            $"--cpu={cpu}:{cpu + 1}",
            $"--nofile={OpenFiles}",
            $"--fsize={limits.FileSize.Bytes}",
            $"--sigpending={PendingSignals}",
            "--memlock=0",
            "--msgqueue=0",
            "--nice=0",
            "--rtprio=0",
            $"--stack={limits.Stack.Bytes}",
            $"--nproc={Tasks(limits)}",
            $"--data={ProcessData(limits).Bytes}",
            $"--as={AddressSpace(limits).Bytes}",
        ];
    }
}
