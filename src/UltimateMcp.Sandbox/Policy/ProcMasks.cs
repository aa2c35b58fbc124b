using System.Collections.Immutable;
using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>
/// The masked paths in <c>/proc</c>: those that identify the machine (boot, disks, devices), show its load (pressure),
/// or show the layout of its kernel, unless a runtime needs them. Not masked: what runtimes read (cpuinfo, meminfo,
/// stat, uptime, loadavg, version, filesystems), what belongs to the sandbox's own namespaces (net, sysvipc, locks,
/// which the watch reads), counters that reveal no more than these (vmstat, zoneinfo, buddyinfo, softirqs, cgroups),
/// and names of drivers (devices, misc, irq, tty).
/// </summary>
internal static class ProcMasks
{
    private static readonly ImmutableArray<string> Files =
    [
        "cmdline", "bootconfig", "sys/kernel/random/boot_id", "partitions", "diskstats", "swaps", "mdstat", "schedstat", "lock_stat",
        "keys", "key-users", "timer_list", "kallsyms", "kmsg", "kcore", "sysrq-trigger", "latency_stats", "sched_debug", "config.gz",
        "vmallocinfo", "slabinfo", "pagetypeinfo", "kpagecount", "kpageflags", "kpagecgroup", "modules", "iomem", "ioports", "interrupts",
    ];

    private static readonly ImmutableArray<string> Folders =
    [
        "acpi", "scsi", "fs", "driver", "asound", "bus", "ide", "pressure", "dynamic_debug", "xen", "spl",
        "sys/dev/cdrom", "sys/dev/parport", "sys/sunrpc",
    ];

    internal static ImmutableArray<string> FilesHere() =>
        [.. Files.Select(static name => "/proc/" + name).Where(static path => File.Exists(path) && MayBeOpened(path))];

    internal static ImmutableArray<string> FoldersHere() => [.. Folders.Select(static name => "/proc/" + name).Where(Directory.Exists)];

    /// <summary>
    /// Each mask costs time at each start. A file that only root can open needs none, unless the program's user is root
    /// outside.
    /// </summary>
    private static bool MayBeOpened(string path)
    {
        const UnixFileMode ByOthers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return (Libc.geteuid() == 0 && !SandboxUser.OfServer.IsUnprivileged)
            || (OperatingSystem.IsLinux() && (File.GetUnixFileMode(path) & ByOthers) != UnixFileMode.None);
    }
}
