using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Who holds each limit of a run. A watch looks at intervals, so a program may go over for a moment; the kernel lets nothing pass.
/// </summary>
internal static class EnforcedLimits
{
    internal static ImmutableArray<EnforcedLimit> Of(SandboxLimits limits, TimeSpan timeout, bool hasCgroup) =>
    [
        new("time", Seconds(timeout), LimitEnforcer.Watch),
        new("cpu", Seconds(ResourceLimits.Cpu(limits)), LimitEnforcer.Kernel),

        // The kernel bounds each process in any case; the sum of all only in a cgroup.
        new("memory", ResourceLimits.Data(limits).ToString(), hasCgroup ? LimitEnforcer.Kernel : LimitEnforcer.Watch),
        new("file_size", limits.FileSize.ToString(), LimitEnforcer.Kernel),
        new("scratch_size", limits.ScratchSize.ToString(), LimitEnforcer.Kernel),

        // A single process is held by the filter, several by the cgroup.
        new("processes", Text(limits.Processes), limits.Processes == 1 || hasCgroup ? LimitEnforcer.Kernel : LimitEnforcer.Watch),
        new("open_files", Text(ResourceLimits.OpenFiles), LimitEnforcer.Kernel),
        new("output", limits.Output.ToString(), LimitEnforcer.Watch),
        new("inodes", Text(RunWatch.MaximumEntries), LimitEnforcer.Watch),
    ];

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
