using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Who enforces each limit of a run. The watch samples at intervals, so a program may exceed a limit for a moment; the
/// kernel allows no excess.
/// </summary>
internal static class EnforcedLimits
{
    internal static ImmutableArray<EnforcedLimit> Of(SandboxLimits limits, TimeSpan timeout, bool hasCgroup) =>
    [
        new("time", Seconds(timeout), LimitEnforcer.Watch),
        new("cpu", Seconds(ResourceLimits.Cpu(limits)), LimitEnforcer.Kernel),

        // The kernel always limits each process, but their sum only in a cgroup.
        new("memory", ResourceLimits.Data(limits).ToString(), hasCgroup ? LimitEnforcer.Kernel : LimitEnforcer.Watch),
        new("file_size", limits.FileSize.ToString(), LimitEnforcer.Kernel),
        new("scratch_size", limits.ScratchSize.ToString(), LimitEnforcer.Kernel),

        // The filter enforces a single process, the cgroup several.
        new("processes", Text(limits.Processes), limits.Processes == 1 || hasCgroup ? LimitEnforcer.Kernel : LimitEnforcer.Watch),
        new("open_files", Text(ResourceLimits.OpenFiles), LimitEnforcer.Kernel),
        new("output", limits.Output.ToString(), LimitEnforcer.Watch),
        new("inodes", Text(RunWatch.MaximumEntries), LimitEnforcer.Watch),
    ];

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
