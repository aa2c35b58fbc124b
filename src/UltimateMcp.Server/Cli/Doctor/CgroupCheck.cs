namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>
/// Whether the kernel limits the memory of a whole run, or only the watch does. Neither is an error; the first is
/// stricter, and the message says how to get it.
/// </summary>
internal static class CgroupCheck
{
    /// <summary>Exists if cgroup v2 is mounted with all controllers.</summary>
    public const string VersionTwo = "/sys/fs/cgroup/cgroup.controllers";

    private const string Name = "cgroup";

    public static Check Evaluate(string? folder, bool hasVersionTwo) => Check.Good(Name, (folder, hasVersionTwo) switch
    {
        ({ } used, _) => $"the kernel bounds each run as a whole, in {used}",
        (null, true) => "none is delegated to the server, so a watch bounds each run as a whole; to get one, start the server with: "
            + "systemd-run --user --scope -p Delegate=yes ultimate-mcp",
        (null, false) => "this system has no cgroup v2 with controllers, so a watch bounds each run as a whole; "
            + "to get one, boot with systemd.unified_cgroup_hierarchy=1",
    });
}
