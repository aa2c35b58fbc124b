using System.Collections.Immutable;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>The limits that the kernel holds for each process inside, as arguments of prlimit(1).</summary>
internal static class ResourceLimits
{
    /// <summary>Threads count as processes for the kernel, and a language runtime needs some.</summary>
    private const int ThreadAllowance = SandboxLimits.MaximumThreads;

    /// <summary>The first process inside, which is bubblewrap's.</summary>
    private const int InitProcess = 1;

    /// <summary>The wall clock must strike first: CPU time runs at most as fast, unless there are threads.</summary>
    private const int CpuGraceSeconds = 2;

    /// <summary>
    /// POSIX timers and queued signals, under 1 KiB of the kernel's memory each. Those of a user namespace are counted together, so it is a
    /// run that has as many.
    /// </summary>
    private const int PendingSignals = 256;

    internal const int OpenFiles = 256;

    internal static TimeSpan Cpu(SandboxLimits limits) => TimeSpan.FromSeconds(Math.Ceiling(limits.Time.TotalSeconds) + CpuGraceSeconds);

    /// <summary>Processes and threads, as the kernel counts them.</summary>
    internal static int Tasks(SandboxLimits limits) => limits.Processes + InitProcess + ThreadAllowance;

    internal static ByteSize Data(SandboxLimits limits) => limits.RuntimeMemory + limits.Memory;

    internal static ByteSize AddressSpace(SandboxLimits limits) => Data(limits) + limits.AddressSpace;

    internal static ImmutableArray<string> Of(SandboxLimits limits)
    {
        var cpu = (long)Cpu(limits).TotalSeconds;
        return
        [
            // The soft limit's signal tells what happened, the hard limit's does not: one second between them.
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
            $"--data={Data(limits).Bytes}",
            $"--as={AddressSpace(limits).Bytes}",
        ];
    }
}
